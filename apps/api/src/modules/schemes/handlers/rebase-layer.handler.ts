import { Injectable } from '@nestjs/common';
import type { LayerSummary, RebaseIn, RebaseOut } from '@shuping/contracts';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import { rebaseChanges, rebaseEdits, resolveScheme, type Layer, type RebaseFrame } from '@shuping/scheme';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { stale } from '../../../platform/http/index.ts';
import { systemActor, UnitOfWork } from '../../../platform/persistence/index.ts';
import { LayersRepository } from '../layers.repository.ts';
import type { SchemeLayerRecord } from '../scheme.entity.ts';
import { hasMoved, layerOf, pinsNow, SchemeLines, standingOn, type LineLayer, type SchemeLine } from '../scheme-lines.ts';
import { isDraft, toChain, toSummary } from '../schemes.presenter.ts';
import { effectOf, writtenReports } from '../upgrade-effects.ts';

type Choices = RebaseIn['choices'];
/** A draft between the layers it stood on and those above it now. */
type Standing = { readonly record: SchemeLayerRecord; readonly line: SchemeLine; readonly pinned: readonly LineLayer[]; readonly frame: RebaseFrame };

const layersOf = (list: readonly LineLayer[]): Layer[] => list.map((one) => one.layer);

/** Brings a draft up to date with the layers above (R-B2): what changed there is shown three ways and taken over; where both changed something, somebody chooses. */
@Injectable()
export class RebaseLayerHandler {
  constructor(private readonly uow: UnitOfWork, private readonly lines: SchemeLines, private readonly rows: LayersRepository) {}

  /** Differences, and what the choices would do to the reports of cycles in planning; nothing is stored. */
  async preview(who: AppPrincipal, id: string, choices: Choices): Promise<Result<RebaseOut, Problem>> {
    const found = await this.standing(who, id);
    if (!found.ok) return found;
    const { record, line, pinned, frame } = found.value;
    const before = resolveScheme(frame.base, [...frame.pinned, frame.own]);
    const after = resolveScheme(frame.now ?? frame.base, [...frame.upper, { ...frame.own, edits: [...rebaseEdits(frame, choices).edits] }]);
    const effect = before.scheme && after.scheme
      ? effectOf(before.scheme, after.scheme, await this.uow.run(systemActor('schemes'), (tx) => writtenReports(tx, { sector: record.sector, under: line.org.path, year: record.year })))
      : null;
    return ok({
      open: isDraft(record) && hasMoved(record, line), pluginChanged: record.upstream[0] !== pinsNow(line)[0], upstream: pinsNow(line), from: toChain(line, pinned), to: toChain(line, line.upper),
      changes: rebaseChanges(frame).map(({ base, own, upstream, ...change }) => ({ ...change, base: base ?? null, own: own ?? null, upstream: upstream ?? null })), scheme: before.draft, effect,
    });
  }

  /** Codes: layer.frozen, layer.rebase-nothing, layer.rebase-moved (the layers above moved again), layer.rebase-choice (one issue per conflict without a choice). */
  async execute(who: AppPrincipal, id: string, version: number, { choices, upstream }: RebaseIn): Promise<Result<LayerSummary, Problem>> {
    const found = await this.standing(who, id);
    if (!found.ok) return found;
    const { record, line, frame } = found.value;
    if (!can(who.ability, 'update', 'SchemeLayer', record)) return err({ code: 'permission.denied' });
    if (!isDraft(record)) return err({ code: 'layer.frozen' });
    if (!hasMoved(record, line)) return err({ code: 'layer.rebase-nothing' });
    const pins = pinsNow(line);
    if (JSON.stringify(pins) !== JSON.stringify(upstream)) return err({ code: 'layer.rebase-moved' });
    const open = rebaseChanges(frame).filter((change) => change.who === 'conflict' && !Object.hasOwn(choices, change.path));
    if (open.length > 0) return err({ code: 'layer.rebase-choice', params: { count: open.length }, issues: open.map(({ path }) => ({ code: 'layer.rebase-choice', at: path })) });
    const { edits } = rebaseEdits(frame, choices);
    return this.uow.run(who, async (tx) => {
      const row = await this.rows.get(tx, id);
      if (!row) return err({ code: 'layer.not-found' });
      if (!isDraft(row)) return err({ code: 'layer.frozen' });
      if (row.version !== version || row.version !== record.version) return stale(toSummary(row, who), row.version);
      const before = { upstream: row.upstream, edits: row.edits };
      Object.assign(row, { edits: [...edits], upstream: pins });
      await tx.em.flush();
      tx.audit({ action: 'layer.rebase', subject: { type: 'SchemeLayer', id }, orgPath: row.orgPath, before, after: { upstream: pins, edits: row.edits, choices } });
      return ok(toSummary(row, who));
    });
  }

  private async standing(who: AppPrincipal, id: string): Promise<Result<Standing, Problem>> {
    const found = await this.lines.ofLayer(who, id);
    if (!found.ok) return found;
    const { record, line } = found.value;
    const pinned = await this.lines.pinsOf(record);
    const own = layerOf(record, line.org.name);
    const [below, upper] = [layersOf(pinned), layersOf(line.upper)];
    const standing = standingOn(line, [...upper, own]);
    return ok({ record, line: standing, pinned, frame: { base: standingOn(line, [...below, own]).base, now: standing.base, pinned: below, upper, own } });
  }
}
