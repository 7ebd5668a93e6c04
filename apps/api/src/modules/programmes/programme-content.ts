import { Injectable } from '@nestjs/common';
import type { ProgrammePut } from '@shuping/contracts';
import { boundsProblems, type AskedQuestion, type OwnedBounds, type ProgrammeBounds } from '@shuping/domain';
import { dayOf, err, isDay, ok, type Problem, type Result } from '@shuping/kernel';
import { asSystem, type Tx } from '../../platform/persistence/index.ts';
import type { Org } from '../organisations/index.ts';
import { SchemesApi } from '../schemes/index.ts';
import { ProgrammesRepository } from './programmes.repository.ts';

export type Content = {
  readonly title: string; readonly number: string; readonly tag: string; readonly sectors: string[]; readonly periodStart: string; readonly periodEnd: string; readonly note: string;
  readonly questions: AskedQuestion[]; readonly calendar: ProgrammeBounds; readonly hostIds: string[];
};

/** Reads what an office wrote; every problem names its place. */
@Injectable()
export class ProgrammeContent {
  constructor(private readonly rows: ProgrammesRepository, private readonly schemes: SchemesApi) {}

  /** Codes: day.invalid, day.order, sector.unknown, programme.calendar-*, programme.host-not-below. */
  async read(tx: Tx, owner: Org, year: number, input: ProgrammePut): Promise<Result<Content, Problem>> {
    const periodStart = input.periodStart ?? `${year}-01-01`;
    const periodEnd = input.periodEnd ?? `${year}-12-31`;
    const issues: Problem[] = [
      ...(isDay(periodStart) ? [] : [{ code: 'day.invalid', at: '/periodStart' }]),
      ...(isDay(periodEnd) ? [] : [{ code: 'day.invalid', at: '/periodEnd' }]),
      ...(periodEnd > periodStart ? [] : [{ code: 'day.order', at: '/periodEnd' }]),
      ...input.sectors.flatMap((sector, at) => (this.schemes.plugins.get(sector) ? [] : [{ code: 'sector.unknown', at: `/sectors/${at}`, params: { sector } }])),
      ...dayProblems(input.calendar as ProgrammeBounds),
    ];
    if (issues.length === 0) issues.push(...boundsProblems(input.calendar as ProgrammeBounds, await this.above(tx, owner, year)));
    const below = new Set((await asSystem(tx, () => this.rows.below(tx, owner.path, dayOf(tx.now), input.hostIds))).map((one) => one.id));
    issues.push(...input.hostIds.flatMap((id, at) => (below.has(id) ? [] : [{ code: 'programme.host-not-below', at: `/hostIds/${at}` }])));
    const [first] = issues;
    if (first) return err({ ...first, issues: issues.slice(0, 100) });
    return ok({
      title: input.title, number: input.number, tag: input.tag ?? [...owner.shortName].slice(0, 2).join(''), sectors: [...new Set(input.sectors)], periodStart, periodEnd, note: input.note,
      questions: input.questions.map(({ title, guidance }, at) => ({ id: `q${at + 1}`, title, guidance })), calendar: input.calendar as ProgrammeBounds, hostIds: [...new Set(input.hostIds)],
    });
  }

  /** Bounds of the programmes in force above an owner. */
  async above(tx: Tx, owner: Pick<Org, 'id'>, year: number): Promise<OwnedBounds[]> {
    return (await this.schemes.programmesOf(tx, owner.id, year)).filter((one) => one.orgId !== owner.id).map((one) => ({ owner: one.ownerName, bounds: one.calendar }));
  }
}

/** Days of a calendar that are none, each with its place. */
export function dayProblems(calendar: ProgrammeBounds): Problem[] {
  return Object.entries(calendar).flatMap(([stage, bound]) => (['earliest', 'latest'] as const).flatMap((end) => (bound[end] === undefined || isDay(bound[end]) ? [] : [{ code: 'day.invalid', at: `/calendar/${stage}/${end}` }])));
}
