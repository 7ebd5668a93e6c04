/**
 * Functions that row policies read the session settings with. All of them give null or no entry outside a unit of work, so that policies fail closed;
 * empty entries and an entry without a path are dropped, since either would be a prefix of everything.
 */
export const POLICY_FUNCTIONS = `
create function app_system() returns boolean stable parallel safe language sql
  return coalesce(current_setting('app.system', true), '') = 'on';

create function app_person() returns uuid stable parallel safe language sql
  return nullif(current_setting('app.person', true), '')::uuid;

create function app_scope() returns text[] stable parallel safe language sql
  return (select array_agg(e) from unnest(string_to_array(current_setting('app.scope', true), ' ')) e where e ~ '^[a-z0-9*-]+:(/[a-z0-9]+)*/$');

create function app_paths() returns text[] stable parallel safe language sql
  return (select array_agg(distinct split_part(e, ':', 2)) from unnest(app_scope()) e);

create function app_circles() returns text[] stable parallel safe language sql
  return (select array_agg(distinct left(c, n)) from unnest(string_to_array(current_setting('app.circles', true), ' ')) c, generate_series(1, length(c)) n where c ~ '^(/[a-z0-9]+)*/$' and substr(c, n, 1) = '/');

create function in_scope(sector text, path text) returns boolean stable parallel safe language sql
  return app_system() or ('*:' || path) ^@ any (app_scope()) or ((sector || ':') || path) ^@ any (app_scope());
`;

export const DROP_POLICY_FUNCTIONS = `
drop function if exists in_scope(text, text);
drop function if exists app_circles();
drop function if exists app_paths();
drop function if exists app_scope();
drop function if exists app_person();
drop function if exists app_system();
`;
