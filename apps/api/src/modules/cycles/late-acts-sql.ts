/**
 * What is late in some cycles beside reports and vetting, one row each: talks and other acts that results lead to (R-H2), applications for tolerance (R-H3), ledger items past their day or
 * without measures (R-I1), letters of feedback not acknowledged (R-H1). `cycles` names a table of (host_id, cycle_id, schemes), `rules` one of (hash, list_days), `today` an expression.
 */
export function lateActs(cycles: string, rules: string, today: string): string {
  const of = (view: string): string => `from ${cycles} c join ${view} t on t.host_id = c.host_id and t.cycle_id = c.cycle_id`;
  const row = (kind: string, state: string, due: string): string => `t.host_id, t.cycle_id, ${kind} as kind, t.id, ${state} as state, t.assessee_id, t.person_id, t.sector, t.org_path, ${due} as due`;
  const listed = (from: string): string => `left join ${rules} r on r.hash = c.schemes ->> t.sector cross join lateral (select to_char(t.${from}::date + coalesce(r.list_days, 0), 'YYYY-MM-DD') as day) d`;
  return `select ${row("case t.action when 'talk' then 'talk' else 'act' end", 't.state', 't.due')}, t.action as title, coalesce(t.role, '') as role ${of('v_action')} where t.state = 'open' and t.due < ${today}
  union all select ${row("'tolerance'", 't.state', 'd.day')}, '', '' ${of('v_tolerance')} cross join lateral (select case t.state when 'filed' then t.opinion_due else t.decision_due end as day) d where t.state in ('filed', 'reviewed') and d.day < ${today}
  union all select ${row(`case when t.deadline < ${today} then 'problem' else 'list' end`, 't.state', `case when t.deadline < ${today} then t.deadline else d.day end`)}, t.title, '' ${of('v_problem')} ${listed('found_on')}
    where t.state not in ('closed', 'carried') and (t.deadline < ${today} or (t.state = 'found' and d.day < ${today}))
  union all select ${row("'letter'", "'issued'", 'd.day')}, '', '' ${of('v_letter')} ${listed('issued_on')} where t.kind = 'feedback' and t.received_on is null and d.day < ${today}`;
}

/** Days within which a list of measures is due, of the schemes whose hashes a table names. */
export function listRules(hashes: string): string {
  return `select e.hash, coalesce((e.scheme #>> '{rectification,listWithinDays}')::int, 0) as list_days from ${hashes} join effective_scheme e on e.hash = ${hashes}.hash`;
}
