import type { Amount, CountedPage, Measure } from '@shuping/contracts';
import type { AppAbility, Subject } from '@shuping/permissions';
import { K_ANONYMITY, MINUTES } from '@shuping/scheme';
import { reachOf, type Sql } from './reach-sql.ts';

export type Kind = CountedPage['kind'];

/** What is counted: rows `x` of a view with their cycle `c`; the figures and the lists of the dashboard read the same rows. */
export type Source = {
  readonly subject: Subject;
  readonly from: (ability: AppAbility) => Sql;
  /** Column with the sector, null where a row has none. */
  readonly sector: string | null;
  /** Sectors of a row that may have several, as rows `k`. */
  readonly sectors?: string;
  /** Column with the unit's id, for what a body guides. */
  readonly unit: string | null;
  /** Columns of a line of the list. */
  readonly shown: string;
};

const plain = (sql: string) => (): Sql => ({ sql, params: [] });
const CYCLE = 'join v_cycle c on c.host_id = x.host_id and c.id = x.cycle_id';

/** Units of each host, as the coverage of a cycle counts them; of an archived cycle those that it had (R-A5). */
const UNITS = `(select u.id, u.org_path, u.sector, u.published_to, u.name, k.id as cycle_id, k.host_id
    from v_cycle k join v_unit u on u.parent_id = k.host_id and u.opens_on <= k.period_end and (u.closed_on is null or u.closed_on > k.period_end)
    where k.stage <> 'archive' and not exists (select from v_placed l where l.org_id = u.id and l.superior_id = k.host_id and l.from_day > k.period_end)
  union all
  select distinct a.org_id, a.org_path, a.sector, '', a.org_name, a.cycle_id, a.host_id from v_assessee a join v_cycle k on k.host_id = a.host_id and k.id = a.cycle_id where k.stage = 'archive') x`;
const COVERED = 'exists (select from v_assessee a where a.host_id = x.host_id and a.cycle_id = x.cycle_id and a.org_id = x.id and a.included)';

/** Reports and published results stand beside an assessee only where the asker may read them; a grade counts for nobody before it is published to him. */
function assessees(ability: AppAbility): Sql {
  const [report, result] = [reachOf(ability, 'read', 'Report', 'r'), reachOf(ability, 'read', 'Result', 's')];
  return {
    sql: `v_assessee x ${CYCLE}
      left join v_report r on r.host_id = x.host_id and r.assessee_id = x.id and ${report.sql}
      left join v_result s on s.host_id = x.host_id and s.assessee_id = x.id and s.state in ('published', 'final') and ${result.sql}`,
    params: [...report.params, ...result.params],
  };
}

export const SOURCES: Readonly<Record<Kind, Source>> = {
  cycle: { subject: 'Cycle', from: plain('v_cycle x join v_cycle c on c.host_id = x.host_id and c.id = x.id'), sector: null, sectors: 'jsonb_object_keys(x.schemes)', unit: null, shown: `x.host_id as "orgId", x.host_name as "orgName", '' as "personName", '' as sector, x.title as text, x.stage as state, null as day` },
  unit: { subject: 'Organisation', from: plain(`${UNITS} ${CYCLE}`), sector: 'x.sector', unit: 'x.id', shown: `x.id as "orgId", x.name as "orgName", '' as "personName", x.sector, '' as text, case when ${COVERED} then 'covered' else 'uncovered' end as state, null as day` },
  assessee: { subject: 'Assessee', from: assessees, sector: 'x.sector', unit: 'x.org_id', shown: `x.org_id as "orgId", x.org_name as "orgName", x.person_name as "personName", x.sector, coalesce(s.grade, '') as text, case when not x.included then 'left_out' when s.id is not null then 'graded' else coalesce(r.state, 'none') end as state, null as day` },
  problem: { subject: 'Problem', from: plain(`v_problem x ${CYCLE}`), sector: 'x.sector', unit: 'x.org_id', shown: 'x.org_id as "orgId", x.org_name as "orgName", x.person_name as "personName", x.sector, x.title as text, x.state, x.deadline as day' },
  action: {
    subject: 'ActionItem', from: plain(`v_action x ${CYCLE} join v_assessee a on a.host_id = x.host_id and a.id = x.assessee_id`), sector: 'x.sector', unit: 'a.org_id',
    shown: 'a.org_id as "orgId", a.org_name as "orgName", a.person_name as "personName", x.sector, x.action as text, x.state, coalesce(x.done_on, x.due) as day',
  },
  meeting: { subject: 'Meeting', from: plain(`v_meeting x ${CYCLE}`), sector: null, sectors: 'jsonb_array_elements_text(x.sectors)', unit: null, shown: `x.host_id as "orgId", c.host_name as "orgName", '' as "personName", '' as sector, x.title as text, x.phase as state, to_char(x.starts_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day` },
  commitment: { subject: 'Commitment', from: plain(`v_commitment x ${CYCLE}`), sector: 'x.sector', unit: 'x.org_id', shown: 'x.org_id as "orgId", x.org_name as "orgName", x.person_name as "personName", x.sector, x.text, x.state, null as day' },
};

const HEARD = 'exists (select from v_agenda g where g.host_id = x.host_id and g.assessee_id = x.id and g.done)';
const OPEN = "x.state not in ('closed', 'carried')";
/** Today as text, as days are kept; its value is set beside the statement. */
export const TODAY = '(select d.today from today d)';

/** Each measure: what it counts and which of it. */
export const COUNTS: Readonly<Record<Measure, { readonly kind: Kind; readonly where: string }>> = {
  cycles: { kind: 'cycle', where: 'true' },
  units: { kind: 'unit', where: 'true' },
  covered: { kind: 'unit', where: COVERED },
  uncovered: { kind: 'unit', where: `not ${COVERED}` },
  assessees: { kind: 'assessee', where: 'x.included' },
  left_out: { kind: 'assessee', where: 'not x.included' },
  handed_in: { kind: 'assessee', where: "x.included and r.state in ('vetting', 'accepted')" },
  accepted: { kind: 'assessee', where: "x.included and r.state = 'accepted'" },
  first_time: { kind: 'assessee', where: "x.included and r.state = 'accepted' and r.round = 1" },
  filled: { kind: 'assessee', where: "x.included and r.written <> '[]'" },
  heard: { kind: 'assessee', where: `x.included and ${HEARD}` },
  // past the meeting without having stood on the stage: debriefed in writing
  written: { kind: 'assessee', where: `x.included and c.stage in ('grading', 'publicity', 'feedback', 'rectification', 'archive') and r.state = 'accepted' and not ${HEARD}` },
  voted: { kind: 'meeting', where: 'x.issued > 0 and x.due > 0' },
  graded: { kind: 'assessee', where: 'x.included and s.grade is not null' },
  problems: { kind: 'problem', where: 'true' },
  problems_open: { kind: 'problem', where: OPEN },
  problems_closed: { kind: 'problem', where: "x.state = 'closed'" },
  problems_overdue: { kind: 'problem', where: `${OPEN} and x.deadline < ${TODAY}` },
  problems_repeated: { kind: 'problem', where: 'x.repeat_of is not null' },
  // fewer than five asked could be told one by one
  surveyed: { kind: 'problem', where: `x.asked >= ${K_ANONYMITY}` },
  talks: { kind: 'action', where: "x.action = 'talk'" },
  talks_done: { kind: 'action', where: "x.action = 'talk' and x.state = 'done'" },
  talks_late: { kind: 'action', where: `x.action = 'talk' and x.state = 'open' and x.due < ${TODAY}` },
  awards: { kind: 'action', where: "x.action = 'award_eligible'" },
  commitments: { kind: 'commitment', where: 'true' },
  commitments_judged: { kind: 'commitment', where: "x.state <> 'made'" },
  commitments_kept: { kind: 'commitment', where: "x.state = 'kept'" },
  projects: { kind: 'commitment', where: "x.kind = 'project'" },
  projects_done: { kind: 'commitment', where: "x.kind = 'project' and x.state = 'kept'" },
};

const ALIKE = 'a.host_id = x.host_id and a.assessee_id = x.id';
/** Work that somebody did by hand, at the standard minutes by which a scheme's burden is estimated; what the system took over from elsewhere is not in it (R-J3). */
const MINUTES_TAKEN = `(jsonb_array_length(r.written) * ${MINUTES.section} + ${MINUTES.vetting} * (select count(*) from v_vetting_act a where a.host_id = x.host_id and a.report_id = r.id and a.act in ('sign', 'return', 'accept'))
    + ${MINUTES.comment} * (select count(*) from v_comment a where ${ALIKE}) + ${MINUTES.figure} * (select count(*) from v_officer_score a where ${ALIKE} and a.value is not null and a.taken_from is null))`;

/** Each amount: the measure whose rows it is added up of, and what a row adds. */
export const SUMS: Readonly<Record<Amount, { readonly of: Measure; readonly each: string }>> = {
  minutes: { of: 'filled', each: MINUTES_TAKEN },
  // the share of ballots that came back, taken of the heads present: with several rounds nobody is counted twice
  took_part: { of: 'voted', each: 'least(x.due, round(x.present::numeric * x.returned / x.issued))' },
  entitled: { of: 'voted', each: 'x.due' },
  satisfied: { of: 'surveyed', each: 'x.satisfied' },
  asked: { of: 'surveyed', each: 'x.asked' },
};

/** What a line of a measure's list shows of its amounts. */
export const LINE_SUMS: Partial<Readonly<Record<Measure, { readonly part: Amount; readonly whole?: Amount }>>> = { filled: { part: 'minutes' }, voted: { part: 'took_part', whole: 'entitled' }, surveyed: { part: 'satisfied', whole: 'asked' } };

export const KINDS = Object.keys(SOURCES) as Kind[];
