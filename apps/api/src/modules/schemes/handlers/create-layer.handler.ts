import { Injectable } from '@nestjs/common';
import type { LayerIn } from '@shuping/contracts';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import type { Layer } from '@shuping/scheme';
import { randomUUID } from 'node:crypto';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork, type Tx } from '../../../platform/persistence/index.ts';
import { LayersRepository, type LayerKey } from '../layers.repository.ts';
import type { SchemeLayerRecord } from '../scheme.entity.ts';
import { pinsNow, SchemeLines } from '../scheme-lines.ts';

/** What a draft starts from. */
type Model = { readonly id: string; readonly tag?: string | undefined; readonly edits: Layer['edits']; readonly constraints: Layer['constraints']; readonly lean: boolean; readonly year?: number; readonly upstream?: readonly string[] };

/** Opens a draft of an organisation's layer (R-B4): empty, from its last year, or from what is published. One draft at a time. */
@Injectable()
export class CreateLayerHandler {
  constructor(private readonly uow: UnitOfWork, private readonly lines: SchemeLines, private readonly rows: LayersRepository) {}

  execute(who: AppPrincipal, input: LayerIn): Promise<Result<{ id: string }, Problem>> {
    return this.open(who, input, async (tx, key, own) => {
      if (input.from === 'empty') return ok(null);
      if (input.from === 'own') return ok({ id: 'own', edits: [], constraints: [], lean: true });
      const model = latest(input.from === 'published' ? own : await this.rows.of(tx, { ...key, year: key.year - 1 }));
      return model ? ok(model) : err({ code: 'layer.nothing-to-copy', at: '/from' });
    });
  }

  /** Opens a draft that holds what a file says; locks and edits that do not fit are told by the editor. */
  fromLayer(who: AppPrincipal, place: Pick<LayerIn, 'orgId' | 'sector' | 'year'>, layer: Layer): Promise<Result<{ id: string }, Problem>> {
    const tag = 'text' in layer.tag ? [...layer.tag.text].slice(0, 4).join('') : '';
    return this.open(who, place, () => Promise.resolve(ok({ id: `file:${layer.id}`, tag: tag === '' ? undefined : tag, edits: layer.edits, constraints: layer.constraints, lean: layer.base === 'lean' })));
  }

  private async open(who: AppPrincipal, input: Omit<LayerIn, 'from'>, modelOf: (tx: Tx, key: LayerKey, own: readonly SchemeLayerRecord[]) => Promise<Result<Model | null, Problem>>): Promise<Result<{ id: string }, Problem>> {
    const line = await this.lines.of(null, input.orgId, input.sector, input.year);
    if (!line.ok) return line;
    const { org } = line.value;
    const place = { orgPath: org.path, sector: input.sector, publishedTo: '' };
    if (!can(who.ability, 'create', 'SchemeLayer', place)) return err({ code: can(who.ability, 'read', 'SchemeLayer', place) ? 'permission.denied' : 'organisation.not-found' });
    const key: LayerKey = { orgId: org.id, sector: input.sector, year: input.year };
    return this.uow.run(who, async (tx) => {
      await this.rows.lock(tx, key);
      const own = await this.rows.of(tx, key);
      if (own.some((row) => row.state === 'draft')) return err({ code: 'layer.draft-exists' });
      const found = await modelOf(tx, key, own);
      if (!found.ok) return found;
      const model = found.value;
      const lean = model?.lean ?? false;
      // what stands above decides on which base the line stands
      if (lean && line.value.upper.length > 0 && line.value.upper[0]?.record.lean !== true) return err({ code: 'layer.base-decided', params: { owner: line.value.upper[0]!.record.tag } });
      const record = await this.rows.create(tx, {
        id: randomUUID(), ...key, orgPath: org.path, publishedTo: '', number: (own[0]?.number ?? 0) + 1, state: 'draft',
        tag: input.tag ?? model?.tag ?? own[0]?.tag ?? [...org.shortName].slice(0, 2).join(''),
        edits: [...(model?.edits ?? [])], constraints: [...(model?.constraints ?? [])], lean, upstream: [...(model?.year === key.year ? (model.upstream ?? []) : pinsNow(line.value))], publishedAt: null, note: '',
      });
      tx.audit({ action: 'layer.create', subject: { type: 'SchemeLayer', id: record.id }, orgPath: org.path, after: { sector: key.sector, year: key.year, number: record.number, from: model?.id ?? null } });
      return ok({ id: record.id });
    });
  }
}

function latest(rows: readonly SchemeLayerRecord[]): SchemeLayerRecord | null {
  return rows.find((row) => row.state === 'published') ?? rows.find((row) => row.state === 'superseded') ?? null;
}
