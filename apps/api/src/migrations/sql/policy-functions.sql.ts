const PATH = '/([a-z0-9]+/)*';
const SECTOR_PATH = `[a-z0-9-]+:${PATH}`;
const ANY_PATH = `[a-z0-9*-]+:${PATH}`;

/** Entries of a setting as an array; null when any of them is malformed, since a broken path or an empty entry would be a prefix of too much. */
function entries(setting: string, entry: string): string {
  const value = `current_setting('${setting}', true)`;
  return `case when ${value} ~ '^${entry}( ${entry})*$' then string_to_array(${value}, ' ') end`;
}

/**
 * Functions that row policies read the session settings with (`platform/persistence/session-settings.ts`). Outside a unit of work they give null,
 * so that policies fail closed. Each is one expression without a sub-select where a policy uses it often, so that the planner inlines it.
 */
export const POLICY_FUNCTIONS = `
create function app_system() returns boolean stable parallel safe language sql
  return coalesce(current_setting('app.system', true), '') = 'on';

create function app_person() returns uuid stable parallel safe language sql
  return nullif(current_setting('app.person', true), '')::uuid;

create function app_scope_all() returns text[] stable parallel safe language sql
  return ${entries('app.scope_all', PATH)};

create function app_scope_sector() returns text[] stable parallel safe language sql
  return ${entries('app.scope_sector', SECTOR_PATH)};

create function app_paths() returns text[] stable parallel safe language sql
  return (select array_agg(distinct split_part(e, ':', 2)) from unnest(${entries('app.scope', ANY_PATH)}) e);

create function app_circles() returns text[] stable parallel safe language sql
  return ${entries('app.circles', PATH)};

create function in_scope(sector text, path text) returns boolean stable parallel safe language sql
  return coalesce(app_system() or path ^@ any (app_scope_all()) or ((sector || ':') || path) ^@ any (app_scope_sector()), false);
`;
