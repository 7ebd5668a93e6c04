import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { countsAsYear } from '@shuping/domain';
import { dayOf, type Day } from '@shuping/kernel';
import type { Scheme } from '@shuping/scheme';
import { pairings, resultFlows, resultUses, undecidedUses, type UseFacts } from '@shuping/scoring';
import type { Tx } from '../../platform/persistence/index.ts';
import type { CycleView } from '../cycles/index.ts';
import { gradeInForce, type Pool } from './pools.ts';
import type { ActionItemRecord, ResultRecord } from './result.entity.ts';
import { ResultsRepository } from './results.repository.ts';
import { starsIn, type StarSources } from './star-reader.ts';
import { useFactsOf } from './use-facts.ts';

type Act = Pick<ActionItemRecord, 'rule' | 'action' | 'undecided'> & { readonly role: string | null; readonly due: Day | null; readonly amount: string | null };
type Finality = { readonly scheme: Scheme; readonly facts: UseFacts; readonly acts: readonly Act[]; readonly partners: (rule: string) => string[] };

/** Flows of one result with the rule of each. The person responsible is in no record: that flow stays an act for the office. */
function flowsOf(scheme: Scheme, result: ResultRecord, facts: UseFacts, today: Day): { readonly rule: string; readonly to: 'superior' | 'unit'; readonly event: ReturnType<typeof resultFlows>[number]['event'] }[] {
  return scheme.results.flatMap((rule) => resultFlows({ ...scheme, results: [rule] }, result.id, facts, today).flatMap(({ to, event }) => (to === 'responsible' ? [] : [{ rule: rule.id, to, event }])));
}

/** Acts that a final result leads to (R-H2, R53–R56, R60), drawn up when it becomes final and again after a correction. */
@Injectable()
export class ResultActs {
  constructor(private readonly rows: ResultsRepository) {}

  /** Stars and marks are kept for the years after; what follows from the result becomes acts, and what flows to others is announced. */
  draw(tx: Tx, cycle: CycleView, pool: Pool, result: ResultRecord, sources: StarSources): void {
    const today = dayOf(tx.now);
    const found = this.finality(cycle, pool, result, sources, today);
    for (const act of found.acts) this.add(tx, cycle, result, act, found.partners(act.rule));
    for (const { rule, to, event } of flowsOf(found.scheme, result, found.facts, today)) {
      tx.emit({ type: 'result.flowed', key: `${result.id}:${rule}`, payload: { assesseeId: result.assesseeId, rule, to, orgId: to === 'superior' ? cycle.hostId : result.orgId, year: cycle.year, event }, orgPath: result.orgPath, hostId: result.hostId });
    }
  }

  /** After a correction (R-H3): what no longer follows and is open is void, what is done stays done, what newly follows is added. Points that flowed are left to the office. */
  async redraw(tx: Tx, cycle: CycleView, pool: Pool, result: ResultRecord, { sources, reason }: { readonly sources: StarSources; readonly reason: string }): Promise<void> {
    const found = this.finality(cycle, pool, result, sources, dayOf(tx.now));
    const before = await this.rows.actions(tx, { assesseeId: result.assesseeId }, [{ id: 'asc' }], 200);
    for (const item of before) {
      const act = found.acts.find((one) => one.rule === item.rule);
      if (item.state === 'done') continue;
      if (act) Object.assign(item, { state: 'open', grade: result.grade, amount: act.amount, undecided: act.undecided });
      else Object.assign(item, { state: 'void', doneOn: dayOf(tx.now), record: reason });
    }
    for (const act of found.acts) if (!before.some((item) => item.rule === act.rule)) this.add(tx, cycle, result, act, found.partners(act.rule));
  }

  private finality(cycle: CycleView, pool: Pool, result: ResultRecord, sources: StarSources, today: Day): Finality {
    const stars = starsIn(pool, result.assesseeId, sources);
    // what asks for several years running is settled by years; a part of a year is none of them
    const years = countsAsYear(cycle.period) ? (sources.past.persons.get(`${result.personId} ${result.orgId}`) ?? []) : [];
    const facts = useFactsOf(pool, result, cycle.year, years, stars);
    Object.assign(result, { stars: stars?.stars ?? null, marks: [...facts.marks] });
    const scheme = pool.entries.find(({ assessee }) => assessee.id === result.assesseeId)!.frozen.scheme;
    const pairs = pairings(scheme, pool.grading.members.map(({ id, rank }) => ({ id, rank, grade: gradeInForce(pool, id) }))).filter((one) => one.helper === result.assesseeId);
    const known = resultUses(scheme, facts, today).map((due): Act => ({ rule: due.rule, action: due.action, role: due.role, due: due.due, amount: due.amount?.exact ?? null, undecided: false }));
    const open = undecidedUses(scheme, facts).map((id): Act => {
      const rule = scheme.results.find((one) => one.id === id)!;
      return { rule: id, action: rule.action, role: rule.role ?? null, due: null, amount: null, undecided: true };
    });
    return { scheme, facts, acts: [...known, ...open], partners: (rule) => pairs.filter((one) => one.rule === rule).map((one) => one.helped) };
  }

  private add(tx: Tx, cycle: CycleView, result: ResultRecord, act: Act, partners: string[]): void {
    this.rows.newAction(tx, {
      hostId: result.hostId, id: randomUUID(), orgPath: result.orgPath, sector: result.sector, cycleId: cycle.id, assesseeId: result.assesseeId, personId: result.personId, grade: result.grade!,
      state: 'open', doneOn: null, record: '', partners, talk: null, problemId: null, ...act,
    });
  }
}
