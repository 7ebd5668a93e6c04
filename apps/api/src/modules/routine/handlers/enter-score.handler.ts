import { Injectable } from '@nestjs/common';
import type { ScoreCell, ScoreIn } from '@shuping/contracts';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can, whyNot } from '@shuping/permissions';
import { randomUUID } from 'node:crypto';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { stale } from '../../../platform/http/index.ts';
import { UnitOfWork, type Tx } from '../../../platform/persistence/index.ts';
import { CyclesApi, type AssesseeView } from '../../cycles/index.ts';
import { cellOf, enteredNodes, takes, takesWord, type EnteredCell } from '../entered.ts';
import type { OfficerScoreRecord } from '../routine.entity.ts';
import { toCell } from '../routine.presenter.ts';
import { RoutineRepository } from '../routine.repository.ts';

/** Enters, changes or takes back one figure of the year's record (R-D2, R-D4), within the scheme's bounds, until grading freezes it. */
@Injectable()
export class EnterScoreHandler {
  constructor(private readonly uow: UnitOfWork, private readonly cycles: CyclesApi, private readonly rows: RoutineRepository) {}

  execute(who: AppPrincipal, assesseeId: string, input: ScoreIn): Promise<Result<{ cell: ScoreCell | null }, Problem>> {
    return this.uow.run(who, async (tx) => {
      const assessee = await this.cycles.assessee(tx, assesseeId);
      const cycle = assessee && (await this.cycles.cycle(tx, assessee.cycleId));
      if (!assessee || !cycle || !assessee.included || !can(who.ability, 'read', 'Assessee', assessee)) return err({ code: 'assessee.not-found' });
      const frozen = await this.cycles.schemeFor(tx, cycle, assessee.sector);
      const node = frozen ? enteredNodes(frozen.scheme).find((one) => one.id === input.node) : undefined;
      const inTime = this.cycles.requireStage(cycle, 'research', 'grading');
      if (!inTime.ok) return inTime;
      if (!node) return err({ code: 'score.unknown-node', at: '/node', params: { node: input.node } });
      const cell = cellOf(node, input.item);
      if (!cell) return err({ code: 'score.unknown-node', at: '/item', params: { node: input.node, item: input.item } });
      const denied = whyNot(who.ability, 'update', 'RoutineScore', { orgPath: assessee.orgPath, sector: assessee.sector, personId: assessee.personId, ownerRole: cell.owner });
      if (denied) return err({ code: denied, params: { owner: cell.owner } });
      const wrong = check(cell, input) ?? ((await this.rows.haveFiles(tx, input.files)) ? null : { code: 'file.not-found', at: '/files' });
      if (wrong) return err(wrong);
      const known = await this.rows.score(tx, assesseeId, input.node, input.item);
      if (known?.takenFrom) return err({ code: 'score.taken-over', params: { title: known.note } });
      if ((known?.version ?? 0) !== input.version) return stale(known ? toCell(known) : null, known?.version ?? 0);
      return ok({ cell: await this.write(tx, who, assessee, cell.owner, input, known) });
    });
  }

  private async write(tx: Tx, who: AppPrincipal, assessee: AssesseeView, owner: string, input: ScoreIn, known: OfficerScoreRecord | null): Promise<ScoreCell | null> {
    const { note, files } = input;
    const value = input.word ?? input.value;
    const before = known ? { value: known.value, note: known.note, files: known.files } : null;
    tx.audit({ action: value === null ? 'score.clear' : 'score.enter', subject: { type: 'Assessee', id: assessee.id }, orgPath: assessee.orgPath, before, after: { node: input.node, item: input.item, value, note, files } });
    if (value === null) {
      if (known) await this.rows.removeScore(tx, known);
      return null;
    }
    const by = { enteredBy: who.personId, enteredName: who.name.slice(0, 60), ownerRole: owner };
    if (known) {
      tx.em.assign(known, { value, note, files, ...by });
      await tx.em.flush();
      return toCell(known);
    }
    const { hostId, orgPath, sector, cycleId, personId } = assessee;
    return toCell(await this.rows.addScore(tx, { id: randomUUID(), hostId, orgPath, sector, cycleId, assesseeId: assessee.id, personId, node: input.node, item: input.item, value, note, files, ...by }));
  }
}

/** Bounds and evidence as the scheme says; the problem names the node. */
function check(cell: EnteredCell, { node, item, value, word, files }: ScoreIn): Problem | null {
  if (value === null && word === undefined) return null;
  const fits = word === undefined ? takes(cell, value!) : value === null && takesWord(cell, word);
  if (!fits) return { code: 'score.out-of-bounds', at: word === undefined ? '/value' : '/word', params: { node, item, min: cell.min, max: cell.max } };
  return cell.evidence === 'required' && files.length === 0 ? { code: 'score.evidence-required', at: '/files', params: { node } } : null;
}
