import { Injectable } from '@nestjs/common';
import type { StarInputs } from '@shuping/scheme';
import { starsOf, type StarResult } from '@shuping/scoring';
import type { Tx } from '../../platform/persistence/index.ts';
import type { CycleView } from '../cycles/index.ts';
import { PeopleApi, type Holding } from '../people/index.ts';
import { gradeInForce, type Pool } from './pools.ts';
import { ResultsApi, type Past } from './results.api.ts';

/** What stars are reckoned from beside the score: years of service and earlier ratings. */
export type StarSources = { readonly holdings: readonly Holding[]; readonly past: Past };

/** Star rating of a cycle (R43): service from the appointments, what was held from the last final result. */
@Injectable()
export class StarReader {
  constructor(private readonly people: PeopleApi, private readonly results: ResultsApi) {}

  /** Sources of the pools' stars; nothing is read where no scheme has stars. */
  async sources(tx: Tx, cycle: CycleView, pools: readonly Pool[]): Promise<StarSources> {
    const rated = pools.filter((pool) => pool.scheme.grading.stars !== undefined).flatMap((pool) => pool.entries.map(({ assessee }) => assessee.personId));
    const past = await this.results.pastFor(tx, cycle.id, cycle.year);
    return { holdings: rated.length === 0 ? [] : await this.people.holdingsOf(tx, rated), past };
  }
}

/** Stars of one assessee of a pool by the grade in force; null where the scheme has none or nothing is computed. */
export function starsIn(pool: Pool, assesseeId: string, sources: StarSources): StarResult | null {
  const member = pool.members.find((one) => one.id === assesseeId);
  const entry = pool.entries.find(({ assessee }) => assessee.id === assesseeId);
  if (!member || !entry) return null;
  const grade = gradeInForce(pool, assesseeId);
  return starsOf(pool.scheme, { grade: pool.scheme.grading.grades.some((one) => one.id === grade) ? grade : null, inputs: member.inputs, nodes: member.result.nodes, star: starInputs(pool, entry.assessee, sources) });
}

/** Service in the posts that the scheme assesses; the term of office begins with the present appointment. */
function starInputs({ scheme }: Pool, assessee: { readonly personId: string; readonly orgId: string; readonly post: string }, { holdings, past }: StarSources): StarInputs {
  const own = holdings.filter((one) => one.personId === assessee.personId && (scheme.posts.includes(one.post) || one.post === assessee.post));
  const present = own.filter((one) => one.orgId === assessee.orgId).at(-1);
  const before = past.persons.get(`${assessee.personId} ${assessee.orgId}`)?.at(-1);
  return { service: own.map(({ from, to }) => ({ from, to })), held: before?.stars ?? null, termFrom: present?.from ?? null };
}
