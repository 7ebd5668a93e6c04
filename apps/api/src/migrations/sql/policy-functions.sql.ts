/**
 * Functions that row policies read the session settings with (`platform/persistence/session-settings.ts`). Outside a unit of work they give
 * null or no entry, so that policies fail closed. Empty entries are dropped, since they would be a prefix of everything.
 * Each is one expression without a sub-select where a policy uses it, so that the planner inlines it.
 */
export const POLICY_FUNCTIONS = `
create function app_entries(setting text) returns text[] stable parallel safe language sql
  return array_remove(string_to_array(current_setting(setting, true), ' '), '');

create function app_system() returns boolean stable parallel safe language sql
  return coalesce(current_setting('app.system', true), '') = 'on';

create function app_person() returns uuid stable parallel safe language sql
  return nullif(current_setting('app.person', true), '')::uuid;

create function app_scope_all() returns text[] stable parallel safe language sql
  return app_entries('app.scope_all');

create function app_scope_sector() returns text[] stable parallel safe language sql
  return app_entries('app.scope_sector');

create function app_paths() returns text[] stable parallel safe language sql
  return (select array_agg(distinct split_part(e, ':', 2)) from unnest(app_entries('app.scope')) e where e ~ ':(/[a-z0-9]+)*/$');

create function app_circles() returns text[] stable parallel safe language sql
  return app_entries('app.circles');

create function in_scope(sector text, path text) returns boolean stable parallel safe language sql
  return app_system() or path ^@ any (app_scope_all()) or ((sector || ':') || path) ^@ any (app_scope_sector());
`;
