import { Injectable } from '@nestjs/common';
import type { LayerSummary, SchemeIssue } from '@shuping/contracts';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { stale } from '../../../platform/http/index.ts';
import { UnitOfWork, type Tx } from '../../../platform/persistence/index.ts';
import { LayersRepository } from '../layers.repository.ts';
import { reviewOf } from '../review.ts';
import type { SchemeLayerRecord } from '../scheme.entity.ts';
import { hasMoved, layerOf, pinsNow, SchemeLines, type SchemeLine } from '../scheme-lines.ts';
import { toSummary } from '../schemes.presenter.ts';

/**
 * Publishes a draft (R-B4, R-B8), once it has taken over what changed above (layer.rebase-first): frozen from then on, pinned to the layers above it, in place of the former version. Refused as layer.unpublishable with one issue
 * per place while a lock above is broken or the publishing gate finds anything; `owner` of an issue is the layer whose lock it is, `ownerName` its organisation.
 */
@Injectable()
export class PublishLayerHandler {
  constructor(private readonly uow: UnitOfWork, private readonly lines: SchemeLines, private readonly rows: LayersRepository) {}

  async execute(who: AppPrincipal, id: string, version: number): Promise<Result<LayerSummary, Problem>> {
    const draft = await this.uow.run(who, (tx) => this.open(tx, who, id, version));
    if (!draft.ok) return draft;
    const { orgId, sector, year } = draft.value;
    const line = await this.lines.of(null, orgId, sector, year);
    if (!line.ok) return err({ code: 'layer.not-found' });
    if (hasMoved(draft.value, line.value)) return err({ code: 'layer.rebase-first' });
    const above = line.value.upper.map((one) => one.layer);
    const { plugin } = line.value;
    const review = reviewOf({ plugin, layers: [...above, layerOf(draft.value, line.value.org.name)], locking: above, before: null });
    const issues = [...review.violations, ...review.problems];
    if (issues.length > 0) return err({ code: 'layer.unpublishable', params: { count: issues.length }, issues: issues.map((issue) => problemOf(issue, line.value)) });
    return this.uow.run(who, async (tx) => {
      await this.rows.lock(tx, { orgId, sector, year });
      const row = await this.open(tx, who, id, version);
      if (!row.ok) return row;
      const former = (await this.rows.of(tx, { orgId, sector, year })).find((one) => one.state === 'published');
      if (former) former.state = 'superseded';
      Object.assign(row.value, { state: 'published', publishedAt: tx.now, publishedTo: line.value.org.path, upstream: pinsNow(line.value) });
      await tx.em.flush();
      tx.audit({
        action: 'layer.publish', subject: { type: 'SchemeLayer', id }, orgPath: row.value.orgPath,
        before: { published: former?.id ?? null }, after: { number: row.value.number, scheme: review.hash, upstream: row.value.upstream },
      });
      return ok(toSummary(row.value, who));
    });
  }

  private async open(tx: Tx, who: AppPrincipal, id: string, version: number): Promise<Result<SchemeLayerRecord, Problem>> {
    const row = await this.rows.get(tx, id);
    if (!row || !can(who.ability, 'read', 'SchemeLayer', row)) return err({ code: 'layer.not-found' });
    if (!can(who.ability, 'publish', 'SchemeLayer', row)) return err({ code: 'permission.denied' });
    if (row.state !== 'draft') return err({ code: 'layer.frozen' });
    return row.version === version ? ok(row) : stale(toSummary(row, who), row.version);
  }
}

function problemOf({ code, path, layer, params }: SchemeIssue, line: SchemeLine): Problem {
  const owner = line.upper.find((one) => one.record.id === params?.['owner']);
  const named: Record<string, string> = owner && 'text' in owner.layer.owner ? { layer, ownerName: owner.layer.owner.text } : { layer };
  return { code, at: path, params: { ...params, ...named } };
}
