type View = { readonly name: string; readonly select: string };

/** What one module shows of its rows to the queries of others; read only, under the row policies of the asker. */
const VIEWS_OF_MODULES: readonly View[] = [
  { name: 'v_unit', select: 'select id, parent_id, org_path, sector, published_to, name, short_name, position, opens_on, closed_on from organisation' },
  { name: 'v_placed', select: "select org_id, superior_id, org_path, sector, from_day from organisation_edge where line = 'leading' and to_day is null" },
  { name: 'v_guided', select: "select org_id, superior_id, org_path, sector from organisation_edge where line = 'guiding' and to_day is null" },
  { name: 'v_cycle', select: 'select host_id, id, org_path, published_to, period, year, title, host_name, period_start, period_end, stage, calendar, schemes, previous_cycle_id, programme_id, publicity_from, publicity_ends from cycle' },
  { name: 'v_programme', select: 'select id, org_path, published_to, org_id, owner_name, year, title, number, tag, state, sectors, period_start, period_end, questions, calendar, changes, issued_at, withdrawn_at, withdraw_reason from programme' },
  { name: 'v_programme_host', select: 'select host_id, id, org_path, programme_id, host_name, noted_at, seen_changes from programme_host' },
  { name: 'v_programme_reminder', select: 'select host_id, id, org_path, programme_id, stage, day, at, by, note from programme_reminder' },
  { name: 'v_assessee', select: 'select host_id, id, org_path, sector, cycle_id, org_id, person_id, org_name, person_name, post, included, reason_code, position, listed_to from assessee' },
  { name: 'v_reminder', select: 'select host_id, id, org_path, sector, cycle_id, assessee_id, person_id, subject_id, state, step_index, at, day, by, note from reminder' },
  { name: 'v_officer_score', select: 'select host_id, id, org_path, sector, cycle_id, assessee_id, person_id, node, owner_role, item, value, taken_from from officer_score' },
  {
    // `written`: ids of the sections with words in them; `since`: when the step at hand began, i.e. the last submission, signature or return
    name: 'v_report',
    select: `select r.host_id, r.id, r.org_path, r.sector, r.cycle_id, r.assessee_id, r.person_id, r.published_to, r.state, r.step_index, r.round, r.words, r.current_version, r.blocking, r.advising, r.version, r.handed_at is not null as handed,
      (select coalesce(jsonb_agg(s->>'id'), '[]'::jsonb) from jsonb_array_elements(r.sections) s where btrim(s->>'text') <> '') as written,
      greatest((select max(v.made_at) from report_version v where v.host_id = r.host_id and v.report_id = r.id and v.kind = 'submitted'),
        (select max(a.at) from vetting_act a where a.report_id = r.id)) as since
      from report r`,
  },
  { name: 'v_vetting_act', select: 'select host_id, id, org_path, sector, report_id, act from vetting_act' },
  { name: 'v_vetting_deputy', select: 'select host_id, org_path, cycle_id, sector, step_id, role, person_id from vetting_deputy' },
  { name: 'v_report_comment', select: 'select host_id, id, org_path, sector, report_id, person_id, resolved from report_comment' },
  {
    // heads due and present; tickets given and ballots back once it is sealed, null before
    name: 'v_meeting',
    select: `select host_id, id, org_path, published_to, sectors, cycle_id, title, place, starts_at, phase, draw_seed, groups,
      (select coalesce(sum((g->>'due')::int), 0)::int from jsonb_array_elements(groups) g) as due, (select coalesce(sum((g->>'present')::int), 0)::int from jsonb_array_elements(groups) g) as present,
      (select sum((c.value->>'issued')::int)::int from jsonb_each(counts->'classes') c) as issued, (select sum((c.value->>'returned')::int)::int from jsonb_each(counts->'classes') c) as returned
      from meeting`,
  },
  { name: 'v_agenda', select: 'select a.host_id, a.id, a.org_path, a.sector, a.meeting_id, m.cycle_id, a.assessee_id, a.person_id, a.position, a.done from agenda_item a join meeting m on m.host_id = a.host_id and m.id = a.meeting_id' },
  { name: 'v_comment', select: 'select host_id, id, org_path, sector, cycle_id, meeting_id, assessee_id, person_id, speaker from leader_comment' },
  { name: 'v_result', select: 'select host_id, id, org_path, sector, cycle_id, assessee_id, person_id, published_to, number, state, score, computed_grade, grade, final_on from result where current' },
  { name: 'v_opinion', select: 'select host_id, id, org_path, sector, cycle_id, assessee_id, person_id, achievements, problems, state from opinion' },
  { name: 'v_objection', select: 'select host_id, id, org_path, sector, cycle_id, assessee_id, person_id, raised_at, state from objection' },
  { name: 'v_tolerance', select: 'select host_id, id, org_path, sector, cycle_id, assessee_id, person_id, state, filed_on, opinion_due, decision_due, decided_on from tolerance' },
  { name: 'v_letter', select: 'select host_id, id, org_path, sector, cycle_id, assessee_id, person_id, kind, issued_on, received_on from letter' },
  { name: 'v_action', select: 'select host_id, id, org_path, sector, cycle_id, assessee_id, person_id, rule, action, role, due, state, done_on from action_item' },
  { name: 'v_problem', select: 'select host_id, id, org_path, sector, cycle_id, assessee_id, person_id, org_id, org_name, person_name, number, source, title, state, measure, deadline, found_on, closed_on, carried_from, repeat_of, reopened, asked, satisfied from problem' },
  { name: 'v_commitment', select: 'select host_id, id, org_path, sector, cycle_id, assessee_id, person_id, org_id, org_name, person_name, number, kind, text, state, note from commitment' },
];

/** Views for reading across modules. They run as their reader (`security_invoker`), so that row policies hold behind them. */
export const VIEWS = VIEWS_OF_MODULES.map(({ name, select }) => `create view ${name} with (security_invoker = true) as ${select};
revoke all on ${name} from shuping_app;
grant select on ${name} to shuping_app;`).join('\n');
