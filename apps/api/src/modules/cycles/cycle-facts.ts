import { Injectable } from '@nestjs/common';
import { brokenQuotas, guardsOf, nextStage, type CycleFacts, type Guard } from '@shuping/domain';
import { dayOf, type Day } from '@shuping/kernel';
import type { Scheme, Stage } from '@shuping/scheme';
import type { Tx } from '../../platform/persistence/index.ts';
import type { CycleView } from './cycles.api.ts';

/** What is counted of a cycle's year; every count is of included assessees unless its name says otherwise. */
export type CycleNumbers = {
  readonly cycleId: string; readonly units: number; readonly unexplained: number; readonly assessees: number; readonly scored: number; readonly written: number; readonly submitted: number; readonly accepted: number; readonly returned: number;
  readonly onAgenda: number; readonly spoken: number; readonly commented: number; readonly computed: number; readonly held: number; readonly decided: number; readonly published: number;
  readonly opinions: number; readonly approved: number; readonly letters: number; readonly received: number;
  readonly meetings: number; readonly undrawn: number; readonly sealed: number; readonly groupsIncomplete: number; readonly groupsUnsettled: number;
  readonly objectionsOpen: number; readonly problems: number; readonly problemsOpen: number; readonly problemsOverdue: number; readonly problemsSubmitted: number;
  readonly heads: readonly { readonly sector: string; readonly grade: string | null }[] | null;
};

/** Kinds whose figures offices enter for everybody. */
const ENTERED: ReadonlySet<string> = new Set(['officer_input', 'external', 'indicator_sheet', 'indicator_table', 'split_input', 'periods', 'equal_share']);

/** One statement for any number of cycles; figures of later stages come through the views of their modules. */
const NUMBERS = `select c.id as "cycleId", coalesce(z.units, u.units) as units, case when z.units is null then u.unexplained else 0 end as unexplained, a.*, m.*, o.*, p.*
  from cycle c
  cross join lateral (
    select count(*)::int as units,
      (count(*) filter (where not exists (select from assessee x where x.cycle_id = c.id and x.org_id = un.id and (x.included or x.reason_code <> ''))))::int as unexplained
    from v_unit un where un.parent_id = c.host_id and un.opens_on <= c.period_end and (un.closed_on is null or un.closed_on > c.period_end)
      and not exists (select from v_placed l where l.org_id = un.id and l.superior_id = c.host_id and l.from_day > c.period_end)
  ) u
  -- an archived cycle counts the units it had; the tree may be another one by now (R-A5)
  cross join lateral (select case when c.stage = 'archive' then (select count(distinct x.org_id)::int from assessee x where x.cycle_id = c.id) end as units) z
  cross join lateral (
    select count(*)::int as assessees,
      (count(*) filter (where (select count(distinct s.node) from v_officer_score s where s.host_id = x.host_id and s.assessee_id = x.id) >= coalesce((?::jsonb ->> x.sector)::int, 1)))::int as scored,
      (count(r.id))::int as written,
      (count(*) filter (where r.state in ('vetting', 'accepted')))::int as submitted,
      (count(*) filter (where r.state = 'accepted'))::int as accepted,
      (count(*) filter (where r.state = 'returned'))::int as returned,
      (count(*) filter (where exists (select from v_agenda g where g.host_id = x.host_id and g.assessee_id = x.id)))::int as "onAgenda",
      (count(*) filter (where exists (select from v_agenda g where g.host_id = x.host_id and g.assessee_id = x.id and g.done)))::int as spoken,
      (count(*) filter (where exists (select from v_comment k where k.host_id = x.host_id and k.assessee_id = x.id)))::int as commented,
      (count(s.id))::int as computed,
      (count(*) filter (where s.score is null))::int as held,
      (count(*) filter (where s.state in ('decided', 'published', 'final') and s.grade is not null))::int as decided,
      (count(*) filter (where s.state in ('published', 'final')))::int as published,
      (count(n.id))::int as opinions,
      (count(*) filter (where n.state = 'approved'))::int as approved,
      (count(*) filter (where exists (select from v_letter l where l.host_id = x.host_id and l.assessee_id = x.id and l.kind = 'feedback')))::int as letters,
      (count(*) filter (where exists (select from v_letter l where l.host_id = x.host_id and l.assessee_id = x.id and l.kind = 'feedback' and l.received_on is not null)))::int as received,
      case when c.stage = 'grading' then jsonb_agg(jsonb_build_object('sector', x.sector, 'grade', s.grade)) end as heads
    from assessee x
    left join v_report r on r.host_id = x.host_id and r.assessee_id = x.id
    left join v_result s on s.host_id = x.host_id and s.assessee_id = x.id
    left join v_opinion n on n.host_id = x.host_id and n.assessee_id = x.id
    where x.cycle_id = c.id and x.included
  ) a
  cross join lateral (
    select count(*)::int as meetings, (count(*) filter (where t.draw_seed = ''))::int as undrawn, (count(*) filter (where t.phase = 'sealed'))::int as sealed,
      coalesce(sum(case when jsonb_array_length(t.groups) = 0 then 1 else (select count(*) from jsonb_array_elements(t.groups) g where (g ->> 'due')::int <= 0) end), 0)::int as "groupsIncomplete",
      coalesce(sum((select count(*) from jsonb_array_elements(t.groups) g where (g ->> 'due')::int > 0 and coalesce(jsonb_typeof(g -> 'settled'), 'null') = 'null')), 0)::int as "groupsUnsettled"
    from v_meeting t where t.cycle_id = c.id
  ) m
  cross join lateral (select (count(*) filter (where state = 'open'))::int as "objectionsOpen" from v_objection where cycle_id = c.id) o
  cross join lateral (
    select count(*)::int as problems, (count(*) filter (where state not in ('closed', 'carried')))::int as "problemsOpen",
      (count(*) filter (where state not in ('closed', 'carried') and deadline < ?))::int as "problemsOverdue", (count(*) filter (where state = 'submitted'))::int as "problemsSubmitted"
    from v_problem where cycle_id = c.id
  ) p
  where c.id in (select value::uuid from jsonb_array_elements_text(?::jsonb))`;

/** Reads what the stage rules look at, for one cycle or many with the same number of statements. */
@Injectable()
export class CycleFactsReader {
  async numbers(tx: Tx, cycles: readonly CycleView[], schemes: ReadonlyMap<string, Scheme>): Promise<Map<string, CycleNumbers>> {
    if (cycles.length === 0) return new Map();
    const needed: Record<string, number> = {};
    for (const cycle of cycles) {
      for (const [sector, hash] of Object.entries(cycle.schemes)) {
        const nodes = schemes.get(hash)?.score.nodes.filter((node) => ENTERED.has(node.kind)).length ?? 1;
        needed[sector] = Math.max(needed[sector] ?? 0, nodes, 1);
      }
    }
    const rows = await tx.sql<CycleNumbers>(NUMBERS, [JSON.stringify(needed), dayOf(tx.now), JSON.stringify(cycles.map((cycle) => cycle.id))]);
    return new Map(rows.map((row) => [row.cycleId, row]));
  }
}

/** Facts of a cycle for the rules of its next stage; `schemes` are its frozen ones by sector. */
export function factsOf(cycle: CycleView, numbers: CycleNumbers, schemes: Readonly<Record<string, Scheme>>, sectorsWithoutScheme: number, today: Day): CycleFacts {
  const all = Object.values(schemes);
  const opens = Object.fromEntries(Object.entries(cycle.calendar).map(([stage, days]) => [stage, days.opens])) as CycleFacts['opens'];
  const drawn = numbers.undrawn === 0 || all.every((scheme) => scheme.meeting.order === 'listed');
  return {
    today, opens, assessees: numbers.assessees, unexplainedMissing: numbers.unexplained, sectorsWithoutScheme,
    reportsAccepted: numbers.accepted, reportsExcused: 0,
    agendaDrawn: numbers.meetings > 0 && drawn && numbers.onAgenda === numbers.assessees,
    groupsIncomplete: numbers.groupsIncomplete, groupsUnsettled: numbers.groupsUnsettled, meetings: numbers.meetings, meetingsSealed: numbers.sealed,
    commentsMissing: all.some((scheme) => scheme.meeting.comment.required) ? numbers.assessees - numbers.commented : 0,
    scoresHeld: numbers.held, decided: numbers.decided, opinionsApproved: numbers.approved, quotaProblems: brokenQuotas(numbers.heads ?? [], schemes),
    publicityEnds: cycle.publicityEnds ?? null, objectionsOpen: numbers.objectionsOpen, lettersIssued: numbers.letters, problemsOpen: numbers.problemsOpen,
  };
}

/** Guards of a cycle's next stage, or null after the last one. */
export function nextGuards(stage: Stage, facts: CycleFacts): { stage: Stage; guards: Guard[] } | null {
  const next = nextStage(stage);
  return next === null ? null : { stage: next, guards: guardsOf(next, facts) };
}
