import { Injectable } from '@nestjs/common';
import type { EventIn, EventOut } from '@shuping/contracts';
import { dayOf, err, Fraction, isDay, ok, type Day, type Problem, type Result } from '@shuping/kernel';
import { can, whyNot } from '@shuping/permissions';
import type { Scheme } from '@shuping/scheme';
import { randomUUID } from 'node:crypto';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { CyclesApi } from '../../cycles/index.ts';
import { actorsOf, eventQuestions, ladderOf, ownerOf, type EventQuestion, type LadderLevel } from '../entered.ts';
import { toEvent } from '../routine.presenter.ts';
import { RoutineRepository } from '../routine.repository.ts';

/** Records a bonus, deduction or veto event with its proof (R27, R41), until grading freezes the year's record. */
@Injectable()
export class RecordEventHandler {
  constructor(private readonly uow: UnitOfWork, private readonly cycles: CyclesApi, private readonly rows: RoutineRepository) {}

  execute(who: AppPrincipal, assesseeId: string, input: EventIn): Promise<Result<EventOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const assessee = await this.cycles.assessee(tx, assesseeId);
      const cycle = assessee && (await this.cycles.cycle(tx, assessee.cycleId));
      if (!assessee || !cycle || !assessee.included || !can(who.ability, 'read', 'Assessee', assessee)) return err({ code: 'assessee.not-found' });
      const inTime = this.cycles.requireStage(cycle, 'research', 'grading');
      if (!inTime.ok) return inTime;
      const frozen = await this.cycles.schemeFor(tx, cycle, assessee.sector);
      const question = frozen ? eventQuestions(frozen.scheme).find((one) => one.id === input.question) : undefined;
      if (!frozen || !question) return err({ code: 'event.unknown-question', at: '/question', params: { question: input.question } });
      const ownerRole = ownerOf(question);
      const { hostId, orgPath, sector, cycleId, personId } = assessee;
      const denied = whyNot(who.ability, 'create', 'EventRecord', { orgPath, sector, personId, ownerRole });
      if (denied) return err({ code: denied, params: { owner: ownerRole } });
      const wrong = check(frozen.scheme, question, input, dayOf(tx.now)) ?? ((await this.rows.haveFiles(tx, input.files)) ? null : { code: 'file.not-found', at: '/files' });
      if (wrong) return err(wrong);
      const row = await this.rows.addEvent(tx, {
        id: randomUUID(), hostId, orgPath, sector, cycleId, assesseeId, personId, question: input.question, ownerRole, matter: input.matter, day: input.day, points: pointsOf(question, input, levelOf(frozen.scheme, input)), level: input.level ?? null, actor: input.by ?? null,
        note: input.note, files: input.files, enteredName: who.name.slice(0, 60), withdrawn: false, withdrawnReason: '',
      });
      tx.audit({ action: 'event.record', subject: { type: 'EventRecord', id: row.id }, orgPath, after: { assesseeId, ...input } });
      return ok(toEvent(row, who, null));
    });
  }
}

function levelOf(scheme: Scheme, { question, level }: EventIn): LadderLevel | undefined {
  return ladderOf(scheme, question).levels.find((one) => one.id === level);
}

/** A veto has none, an award of a level those of its level. */
function pointsOf(question: EventQuestion, input: EventIn, level: LadderLevel | undefined): string {
  return question.kind === 'veto' ? '0' : level ? String(level.points) : input.points;
}

function check(scheme: Scheme, question: EventQuestion, input: EventIn, today: Day): Problem | null {
  if (!isDay(input.day)) return { code: 'day.invalid', at: '/day' };
  if (input.day > today) return { code: 'event.day-future', at: '/day', params: { today } };
  if (input.files.length === 0) return { code: 'score.evidence-required', at: '/files', params: { node: question.id } };
  const { levels, required } = ladderOf(scheme, question.id);
  if (input.level === undefined ? required : !levels.some((level) => level.id === input.level)) return { code: 'event.unknown-level', at: '/level', params: { level: input.level ?? '' } };
  if (input.by !== undefined && !actorsOf(scheme, question.id).includes(input.by)) return { code: 'event.unknown-actor', at: '/by', params: { by: input.by } };
  if (question.kind === 'veto' || !question.points || input.level !== undefined) return null;
  const { min, max } = question.points;
  const points = Fraction.of(input.points);
  return points.compare(Fraction.of(min)) < 0 || points.compare(Fraction.of(max)) > 0 ? { code: 'score.out-of-bounds', at: '/points', params: { node: question.id, item: '', min, max } } : null;
}
