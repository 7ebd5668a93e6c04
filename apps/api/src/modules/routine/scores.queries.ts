import { Injectable } from '@nestjs/common';
import type { ScoresOut } from '@shuping/contracts';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can, mayOf, whyNot } from '@shuping/permissions';
import type { Scheme } from '@shuping/scheme';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import { UnitOfWork } from '../../platform/persistence/index.ts';
import { bySector, CyclesApi, toCycle, type CycleView } from '../cycles/index.ts';
import { actorsOf, enteredNodes, eventQuestions, ladderOf, ownerOf, type EnteredCell, type EnteredNode } from './entered.ts';
import { toCell, toEvent } from './routine.presenter.ts';
import { RoutineRepository } from './routine.repository.ts';

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** The grid of the year's record: assessees × nodes, with who may enter what. */
@Injectable()
export class ScoresQueries {
  constructor(private readonly uow: UnitOfWork, private readonly cycles: CyclesApi, private readonly rows: RoutineRepository) {}

  grid(who: AppPrincipal, cycleId: string): Promise<Result<ScoresOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const cycle = await this.cycles.cycle(tx, cycleId);
      if (!cycle || !can(who.ability, 'read', 'Cycle', cycle)) return err({ code: 'cycle.not-found' });
      const schemes = bySector(cycle, await this.cycles.schemesOf(tx, [cycle]));
      const stage = this.cycles.requireStage(cycle, 'research', 'grading');
      const frozen = stage.ok ? null : stage.error.code;
      // a published list shows names to the circle; the record is shown to those it is about and to its keepers
      const assessees = (await this.cycles.assessees(tx, cycleId)).filter((one) => one.personId === who.personId || can(who.ability, 'read', 'Assessee', { ...one, listedTo: '' }));
      const scores = (await this.rows.scores(tx, { cycleId })).filter((row) => can(who.ability, 'read', 'RoutineScore', row));
      const events = (await this.rows.events(tx, { cycleId })).filter((row) => can(who.ability, 'read', 'EventRecord', row));
      return ok({
        cycle: toCycle(cycle, who),
        nodes: Object.entries(schemes).flatMap(([sector, scheme]) => enteredNodes(scheme).map((node) => nodeOut(node, sector, cycle, who, frozen))),
        questions: Object.entries(schemes).flatMap(([sector, scheme]) => questionsOut(scheme, sector)),
        rows: assessees.map((one) => ({
          assesseeId: one.id, orgName: one.orgName, orgPath: one.orgPath, personName: one.personName, sector: one.sector,
          cells: Object.fromEntries(scores.filter((row) => row.assesseeId === one.id).map((row) => [row.item === '' ? row.node : `${row.node}/${row.item}`, toCell(row)])),
          events: events.filter((row) => row.assesseeId === one.id).map((row) => toEvent(row, who, frozen)),
          may: { edit: frozen ? { reason: frozen } : one.personId === who.personId ? { reason: 'permission.own-score' } : true },
        })),
      });
    });
  }
}

function nodeOut(node: EnteredNode, sector: string, cycle: CycleView, who: AppPrincipal, frozen: string | null): ScoresOut['nodes'][number] {
  const mayEnter = (owner: string) => {
    const row = { orgPath: cycle.orgPath, sector, personId: NOBODY, ownerRole: owner };
    return mayOf(who.ability, 'RoutineScore', row, { edit: 'update' }, { edit: whyNot(who.ability, 'update', 'RoutineScore', row) ?? frozen });
  };
  const items = node.cells.map((cell) => ({ ...cellOut(cell), may: mayEnter(cell.owner) }));
  const own = items.find((item) => item.may['edit'] === true) ?? items[0];
  const single = node.cells[0]?.item === '' ? node.cells[0] : undefined;
  return {
    id: node.id, sector, kind: node.kind, title: node.title, owner: node.owner, min: single?.min ?? 0, max: single?.max ?? 0, evidence: single?.evidence ?? 'optional',
    items: single ? [] : items, tasks: node.tasks ? cellOut(node.tasks).choices : null, may: own && !single ? own.may : mayEnter(node.owner),
  };
}

function cellOut({ item, title, owner, as, min, max, step, ends, choices }: EnteredCell): Omit<ScoresOut['nodes'][number]['items'][number], 'may'> {
  return { id: item, title, owner, as, min, max, step: step ?? null, ends: ends ?? false, choices: [...(choices ?? [])] };
}

function questionsOut(scheme: Scheme, sector: string): ScoresOut['questions'] {
  return eventQuestions(scheme).map((question) => {
    const { levels, required } = ladderOf(scheme, question.id);
    return {
      id: question.id, sector, kind: question.kind, title: question.title, guidance: question.guidance ?? null, owner: ownerOf(question), min: question.points?.min ?? 0, max: question.points?.max ?? 0,
      levels: levels.map(({ id, title, points }) => ({ id, title, points })), levelRequired: required, actors: actorsOf(scheme, question.id),
    };
  });
}
