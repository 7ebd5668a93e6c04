import { Injectable } from '@nestjs/common';
import type { Scheme, ScoreInputs } from '@shuping/scheme';
import type { Tx } from '../../platform/persistence/index.ts';
import { bySector, CyclesApi, type AssesseeView } from '../cycles/index.ts';
import { deductionsOf, type Deduction } from './deductions.ts';
import { enteredNodes, NO_TASKS, type EnteredNode } from './entered.ts';
import type { EventRecordRecord, OfficerScoreRecord } from './routine.entity.ts';
import { RoutineRepository } from './routine.repository.ts';

/** What the year's record gives to the score of one assessee. */
export type RoutineInputs = Pick<ScoreInputs, 'officer' | 'sheets' | 'events' | 'external' | 'facts' | 'periods' | 'tasks'>;

/** Read port of the year's record, under the row policies of the asking transaction. */
@Injectable()
export class RoutineApi {
  constructor(private readonly cycles: CyclesApi, private readonly rows: RoutineRepository) {}

  /** Inputs of one assessee; empty when it is not there or not visible. */
  async inputs(tx: Tx, assesseeId: string): Promise<RoutineInputs> {
    const assessee = await this.cycles.assessee(tx, assesseeId);
    const cycle = assessee && (await this.cycles.cycle(tx, assessee.cycleId));
    if (!assessee || !cycle) return { officer: {}, sheets: {}, events: [], external: {}, facts: {} };
    const frozen = await this.cycles.schemeFor(tx, cycle, assessee.sector);
    return inputsOf(assessee, nodesOf(frozen?.scheme), await this.rows.scores(tx, { assesseeId }), await this.rows.events(tx, { assesseeId }));
  }

  /** Deductions recorded of one assessee that can be left out of account (R-H3). */
  async deductions(tx: Tx, assessee: Pick<AssesseeView, 'id' | 'cycleId' | 'sector'>): Promise<Deduction[]> {
    const cycle = await this.cycles.cycle(tx, assessee.cycleId);
    const frozen = cycle && (await this.cycles.schemeFor(tx, cycle, assessee.sector));
    return frozen ? deductionsOf(frozen.scheme, await this.rows.scores(tx, { assesseeId: assessee.id }), await this.rows.events(tx, { assesseeId: assessee.id })) : [];
  }

  /** Inputs of all included assessees of a cycle, by assessee, with a number of statements that does not grow with them. */
  async inputsOfCycle(tx: Tx, cycleId: string): Promise<Map<string, RoutineInputs>> {
    const cycle = await this.cycles.cycle(tx, cycleId);
    if (!cycle) return new Map();
    const nodes = Object.fromEntries(Object.entries(bySector(cycle, await this.cycles.schemesOf(tx, [cycle]))).map(([sector, scheme]) => [sector, nodesOf(scheme)]));
    const scores = group(await this.rows.scores(tx, { cycleId }));
    const events = group(await this.rows.events(tx, { cycleId }));
    const assessees = await this.cycles.assessees(tx, cycleId);
    return new Map(assessees.map((one) => [one.id, inputsOf(one, nodes[one.sector] ?? nodesOf(undefined), scores.get(one.id) ?? [], events.get(one.id) ?? [])]));
  }
}

type Nodes = ReadonlyMap<string, EnteredNode>;

function nodesOf(scheme: Scheme | undefined): Nodes {
  return new Map(scheme ? enteredNodes(scheme).map((node) => [node.id, node]) : []);
}

function inputsOf(assessee: AssesseeView, nodes: Nodes, scores: readonly OfficerScoreRecord[], events: readonly EventRecordRecord[]): RoutineInputs {
  const inputs: RoutineInputs = { officer: {}, sheets: {}, external: {}, facts: { ...assessee.facts }, events: [] };
  for (const score of scores) add(inputs, nodes.get(score.node), score);
  for (const node of nodes.values()) {
    const list = node.tasks ? tasksOf(scores.filter((score) => score.node === node.id)) : null;
    if (list) inputs.tasks = { ...inputs.tasks, [node.id]: list };
  }
  inputs.events = events.filter((event) => !event.withdrawn).map(({ question, matter, day, points, level, actor }) => ({ question, matter, day, points: Number(points), ...(level ? { level } : {}), ...(actor && actor !== 'self' ? { by: actor } : {}) }));
  return inputs;
}

/** Puts one entry where the score reads it. */
function add(inputs: RoutineInputs, node: EnteredNode | undefined, { node: id, item, value }: OfficerScoreRecord): void {
  switch (node?.kind) {
    case 'equal_share': return;
    case 'external': inputs.external[id] = Number(value); return;
    case 'facts': {
      const as = node.cells.find((cell) => cell.item === item)?.as;
      inputs.facts[item] = as === 'text' ? value : as === 'yes_no' ? value === '1' : Number(value);
      return;
    }
    case 'periods': inputs.periods = { ...inputs.periods, [id]: { ...inputs.periods?.[id], [item]: Number(value) } }; return;
    default:
      if (item === '') inputs.officer[id] = Number(value);
      else inputs.sheets[id] = { ...inputs.sheets[id], [item]: Number(value) };
  }
}

/** Tasks in their order; null while nothing was said about them. */
function tasksOf(rows: readonly OfficerScoreRecord[]): NonNullable<ScoreInputs['tasks']>[string] | null {
  const tasks = rows.filter((row) => row.item !== NO_TASKS).sort((a, b) => Number(a.item.slice(1)) - Number(b.item.slice(1)));
  return rows.length === 0 ? null : tasks.map(({ note, value }) => ({ ...(note === '' ? {} : { title: note.slice(0, 200) }), mark: /^[a-z]/.test(value) ? value : null }));
}

function group<T extends { readonly assesseeId: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(row.assesseeId, [...(groups.get(row.assesseeId) ?? []), row]);
  return groups;
}
