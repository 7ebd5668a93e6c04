import { lateActs, listRules } from '../cycles/index.ts';

/**
 * Hosts of a programme with their cycle and where its reports stand, as common tables for every question about progress: `host` all hosts, `seen` those under an area, `chain` the
 * vetting steps of their schemes, `line` their assessees, `act` what is late beside reports, `hostrow` one row a host. One statement whatever their number. Parameters: `progressParams`.
 */
export const PROGRESS = `with asked as (select ?::uuid as programme, ?::int as year, ?::text as sector, ?::text as under, ?::text as today, ?::text as open_by, string_to_array(nullif(?::text, ''), ' ') as sectors),
host as materialized (
  select h.host_id, h.host_name, h.org_path from v_programme_host h where h.programme_id = (select programme from asked)
  union all select c.host_id, c.host_name, c.org_path from v_cycle c where c.programme_id = (select programme from asked) and not exists (select 1 from v_programme_host h where h.programme_id = c.programme_id and h.host_id = c.host_id)
),
seen as materialized (
  select h.*, c.id as cycle_id, coalesce(c.stage, 'none') as stage, c.calendar, c.schemes from host h
  left join lateral (select k.* from v_cycle k where k.host_id = h.host_id and k.period = (select year from asked)::text order by (k.programme_id = (select programme from asked)) desc nulls last, k.period_end desc limit 1) c on true
  where h.org_path ^@ (select under from asked)
),
held as materialized (select distinct s.value as hash from seen, jsonb_each_text(seen.schemes) s where seen.cycle_id is not null),
chain as materialized (
  select e.hash, (v.at - 1)::int as step, v.step ->> 'role' as role, v.step -> 'title' as title, (v.step ->> 'days')::int as days
  from held join effective_scheme e on e.hash = held.hash cross join lateral jsonb_array_elements(e.scheme -> 'vetting') with ordinality v(step, at)
),
line as materialized (
  select s.host_id, s.cycle_id, coalesce(r.state, 'none') as state, k.role, k.title,
    case when coalesce(r.state, 'draft') in ('draft', 'returned') then s.calendar -> 'reporting' ->> 'due' when r.state = 'vetting' then to_char((r.since at time zone 'Asia/Shanghai')::date + k.days, 'YYYY-MM-DD') end as due
  from seen s join v_assessee a on a.host_id = s.host_id and a.cycle_id = s.cycle_id and a.included
  left join v_report r on r.host_id = a.host_id and r.assessee_id = a.id left join chain k on k.hash = s.schemes ->> a.sector and k.step = r.step_index and r.state = 'vetting'
  where ((select sector from asked) = '' or a.sector = (select sector from asked)) and ((select sectors from asked) is null or a.sector = any ((select sectors from asked)::text[]))
),
per as (
  select host_id, count(*)::int as assessees, count(*) filter (where state = 'none')::int as none, count(*) filter (where state = 'draft')::int as draft, count(*) filter (where state = 'returned')::int as returned,
    count(*) filter (where state = 'vetting')::int as vetting, count(*) filter (where state = 'accepted')::int as accepted, count(*) filter (where due < (select today from asked))::int as late
  from line group by host_id
),
piled as (
  select distinct on (host_id) host_id, role, title, waiting, late from (
    select host_id, role, title, count(*)::int as waiting, count(*) filter (where due < (select today from asked))::int as late from line where role is not null group by host_id, role, title) x order by host_id, waiting desc, role
),
standing as (select host_id, cycle_id, schemes from seen where cycle_id is not null and stage <> 'archive'),
rules as materialized (${listRules('held')}),
act as materialized (
  select x.host_id, x.kind, x.due from (${lateActs('standing', 'rules', '(select today from asked)')}) x
  where ((select sector from asked) = '' or x.sector = (select sector from asked)) and ((select sectors from asked) is null or x.sector = any ((select sectors from asked)::text[]))
),
acts as (select host_id, sum(late)::int as late, (array_agg(kind order by late desc, kind))[1] as kind, max(late) as most from (select host_id, kind, count(*)::int as late from act group by host_id, kind) x group by host_id),
hostrow as materialized (
  select s.host_id, s.host_name, s.org_path, s.cycle_id, s.stage, coalesce(p.assessees, 0) as assessees, coalesce(p.none, 0) as none, coalesce(p.draft, 0) as draft, coalesce(p.returned, 0) as returned, coalesce(p.vetting, 0) as vetting,
    coalesce(p.accepted, 0) as accepted, coalesce(p.late, 0) as late, coalesce(k.late, 0) as acts_late, k.kind as acts_kind, k.most as acts_most, d.due, coalesce(d.due < (select today from asked), false) as overdue
  from seen s left join per p on p.host_id = s.host_id left join acts k on k.host_id = s.host_id cross join lateral (select case when s.stage = 'none' then nullif((select open_by from asked), '') when s.stage = 'archive' then null else s.calendar -> s.stage ->> 'due' end as due) d
  where (select sector from asked) = '' or s.cycle_id is null or p.assessees > 0
)`;

export type ProgressScope = { readonly programmeId: string; readonly year: number; readonly sector: string; readonly under: string; readonly today: string; /** last day on which a cycle should be opened, '' where none is set */ readonly openBy: string; /** sectors of the programme; none means all */ readonly sectors: readonly string[] };

export function progressParams(scope: ProgressScope): unknown[] {
  return [scope.programmeId, scope.year, scope.sector, scope.under, scope.today, scope.openBy, scope.sectors.join(' ')];
}

const REPORTS = `jsonb_build_object('assessees', h.assessees, 'none', h.none, 'draft', h.draft, 'returned', h.returned, 'vetting', h.vetting, 'accepted', h.accepted, 'late', h.late)`;

/** One row a host, what is late first; a filter and a limit follow. `rank` is 0 where nothing is late, and lower the more is. */
export const HOST_ROWS = `${PROGRESS}
select * from (
  select h.host_id as "hostId", h.host_name as "hostName", h.org_path as path, h.cycle_id as "cycleId", h.stage, h.due, h.overdue, ${REPORTS} as reports, -(h.late + h.acts_late + case when h.overdue then 1 else 0 end) as rank,
    jsonb_build_object('late', h.acts_late, 'most', case when h.acts_kind is null then null else jsonb_build_object('kind', h.acts_kind, 'late', h.acts_most) end) as acts,
    case when p.role is null then null else jsonb_build_object('role', p.role, 'title', p.title, 'waiting', p.waiting, 'late', p.late) end as pile,
    (select max(m.day) from v_programme_reminder m where m.programme_id = (select programme from asked) and m.host_id = h.host_id) as "remindedOn",
    (select count(*)::int from v_programme_reminder m where m.programme_id = (select programme from asked) and m.host_id = h.host_id) as reminders
  from hostrow h left join piled p on p.host_id = h.host_id
) x`;

/** Everything the overview shows besides its list, in one row. */
export const OVERVIEW = `${PROGRESS}
select (select coalesce(jsonb_agg(x), '[]') from (select stage, count(*)::int as hosts, count(*) filter (where overdue or late > 0 or acts_late > 0)::int as late from hostrow group by stage) x) as stages,
  (select to_jsonb(x) from (select coalesce(sum(assessees), 0)::int as assessees, coalesce(sum(none), 0)::int as none, coalesce(sum(draft), 0)::int as draft, coalesce(sum(returned), 0)::int as returned,
    coalesce(sum(vetting), 0)::int as vetting, coalesce(sum(accepted), 0)::int as accepted, coalesce(sum(late), 0)::int as late from hostrow) x) as reports,
  (select coalesce(jsonb_agg(x), '[]') from (select role, title, count(*)::int as waiting, count(*) filter (where due < (select today from asked))::int as late, count(distinct host_id)::int as hosts
    from line where role is not null group by role, title order by 3 desc, role limit 12) x) as piles,
  (select coalesce(jsonb_agg(x), '[]') from (select host_id as "hostId", host_name as "hostName", cycle_id as "cycleId", late, assessees from hostrow where late > 0 and cycle_id is not null order by late desc, org_path limit 8) x) as worst,
  (select coalesce(jsonb_agg(x), '[]') from (select kind, count(*)::int as late, count(distinct host_id)::int as hosts from act group by kind order by 2 desc, kind) x) as acts,
  (select coalesce(jsonb_agg(x), '[]') from (select u.id, u.short_name as name, count(*)::int as hosts from v_unit u join host h on h.org_path ^@ u.org_path where u.parent_id = ? and u.closed_on is null group by u.id, u.short_name, u.position, u.org_path order by u.position, u.org_path limit 60) x) as areas`;

/** Where the hosts of a programme stand, in one row: by stage, with those that are late, their assessees, and the first day that was missed. */
export const STANDING = `${PROGRESS}
select (select coalesce(jsonb_agg(x), '[]') from (select stage, count(*)::int as hosts, count(*) filter (where overdue or late > 0 or acts_late > 0)::int as late from hostrow group by stage) x) as stages,
  (select coalesce(sum(assessees), 0)::int from hostrow) as assessees,
  (select min(x.due) from (select due from hostrow where overdue union all select due from line where due < (select today from asked) union all select due from act) x) as since`;

/** How often each question of a programme is asked and answered below; handed in means at a step of vetting or signed. */
export const MUST_ANSWER = `${PROGRESS},
carry as materialized (select e.hash, q.one ->> 'id' as question from held join effective_scheme e on e.hash = held.hash cross join lateral jsonb_array_elements(e.scheme -> 'questions') q(one) where q.one ->> 'id' ^@ ?)
select c.question, count(*)::int as asked, count(*) filter (where r.state in ('vetting', 'accepted') and jsonb_exists(r.written, 'answer-' || substr(c.question, 7)))::int as answered
from seen s join v_assessee a on a.host_id = s.host_id and a.cycle_id = s.cycle_id and a.included join carry c on c.hash = s.schemes ->> a.sector left join v_report r on r.host_id = a.host_id and r.assessee_id = a.id
where ((select sector from asked) = '' or a.sector = (select sector from asked)) and ((select sectors from asked) is null or a.sector = any ((select sectors from asked)::text[])) group by c.question`;
