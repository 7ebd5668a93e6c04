/** What the login `app` may do: rows of the tables in `public`, by the policies; never TRUNCATE, never the list of migrations. */
export const GRANTS = `
grant usage on schema public to shuping_app;
grant select, insert, update, delete on all tables in schema public to shuping_app;
revoke update on problem_entry from shuping_app;
grant update (org_path) on problem_entry to shuping_app;
revoke all on schema_migration from shuping_app;
grant select on schema_migration to shuping_app;
alter default privileges in schema public grant select, insert, update, delete on tables to shuping_app;
`;
