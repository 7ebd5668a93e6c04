import { Injectable } from '@nestjs/common';
import type { ScoreInputs } from '@shuping/scheme';
import type { Tx } from '../../platform/persistence/index.ts';
import { CyclesApi, type AssesseeView } from '../cycles/index.ts';
import type { EventRecordRecord, OfficerScoreRecord } from './routine.entity.ts';
import { RoutineRepository } from './routine.repository.ts';

/** What the year's record gives to the score of one assessee. */
export type RoutineInputs = Pick<ScoreInputs, 'officer' | 'sheets' | 'events' | 'external' | 'facts'>;

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
    const external = new Set(frozen?.scheme.score.nodes.filter((node) => node.kind === 'external').map((node) => node.id));
    return inputsOf(assessee, external, await this.rows.scores(tx, { assesseeId }), await this.rows.events(tx, { assesseeId }));
  }

  /** Inputs of all included assessees of a cycle, by assessee, with a number of statements that does not grow with them. */
  async inputsOfCycle(tx: Tx, cycleId: string): Promise<Map<string, RoutineInputs>> {
    const cycle = await this.cycles.cycle(tx, cycleId);
    if (!cycle) return new Map();
    const schemes = await this.cycles.schemesOf(tx, [cycle]);
    const external = new Set([...schemes.values()].flatMap((scheme) => scheme.score.nodes.filter((node) => node.kind === 'external').map((node) => node.id)));
    const scores = group(await this.rows.scores(tx, { cycleId }));
    const events = group(await this.rows.events(tx, { cycleId }));
    const assessees = await this.cycles.assessees(tx, cycleId);
    return new Map(assessees.map((one) => [one.id, inputsOf(one, external, scores.get(one.id) ?? [], events.get(one.id) ?? [])]));
  }
}

function inputsOf(assessee: AssesseeView, external: ReadonlySet<string>, scores: readonly OfficerScoreRecord[], events: readonly EventRecordRecord[]): RoutineInputs {
  const inputs: RoutineInputs = { officer: {}, sheets: {}, external: {}, facts: { ...assessee.facts }, events: [] };
  for (const { node, item, value } of scores) {
    if (item !== '') inputs.sheets[node] = { ...inputs.sheets[node], [item]: Number(value) };
    else inputs[external.has(node) ? 'external' : 'officer'][node] = Number(value);
  }
  inputs.events = events.filter((event) => !event.withdrawn).map(({ question, matter, day, points }) => ({ question, matter, day, points: Number(points) }));
  return inputs;
}

function group<T extends { readonly assesseeId: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(row.assesseeId, [...(groups.get(row.assesseeId) ?? []), row]);
  return groups;
}
