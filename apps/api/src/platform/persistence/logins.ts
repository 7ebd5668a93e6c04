import type { Client } from 'pg';

/** The four logins of an installation; none is a member of another. */
export const LOGIN_NAMES = ['owner', 'app', 'ballot', 'seal'] as const;
export type LoginName = (typeof LOGIN_NAMES)[number];

/** Name of a login inside PostgreSQL. */
export function roleOf(login: LoginName): string {
  return `shuping_${login}`;
}

/** Addresses of one database for the four logins. */
export type DatabaseUrls = Readonly<Record<LoginName, string>>;

type Passwords = Readonly<Record<LoginName, string>>;

const ATTRIBUTES = 'login nosuperuser nocreatedb nocreaterole nobypassrls noreplication';

/** Statements that make or repair the logins of the cluster. */
export function loginStatements(passwords: Passwords, existing: ReadonlySet<string>): string[] {
  return LOGIN_NAMES.map((login) => {
    const verb = existing.has(roleOf(login)) ? 'alter' : 'create';
    return `${verb} role ${roleOf(login)} with ${ATTRIBUTES} password '${quoted(passwords[login])}'`;
  });
}

/** Sessions whose client is gone without a word end by themselves: a cut network must leave no lock behind (SEC-D5). */
const LINE_SETTINGS = ['tcp_keepalives_idle = 10', 'tcp_keepalives_interval = 5', 'tcp_keepalives_count = 3', 'tcp_user_timeout = 20000'];
const PATIENCE: Readonly<Record<Exclude<LoginName, 'owner'>, string>> = { ballot: '30s', seal: '5min', app: '5min' };

/** Statements, for a superuser, that keep the ballot side out of the server's log, and for all logins those above. */
export const QUIET_STATEMENTS: readonly string[] = (['ballot', 'seal'] as const).flatMap((login) =>
  ['log_statement = none', 'log_min_duration_statement = -1', 'log_min_duration_sample = -1', 'log_parameter_max_length = 0', 'log_parameter_max_length_on_error = 0', 'log_min_error_statement = panic', 'pg_stat_statements.track = none'].map(
    (setting) => `alter role ${roleOf(login)} set ${setting}`,
  ),
).concat((['app', 'ballot', 'seal'] as const).flatMap((login) => [...LINE_SETTINGS, `idle_in_transaction_session_timeout = '${PATIENCE[login]}'`].map((setting) => `alter role ${roleOf(login)} set ${setting}`)));

/** Statements that hand a database to the owner and let the other logins in and nobody else. */
export function databaseStatements(database: string): string[] {
  const name = `"${database.replaceAll('"', '""')}"`;
  return [
    `alter database ${name} owner to ${roleOf('owner')}`,
    `revoke all on database ${name} from public`,
    `grant connect, temporary on database ${name} to ${roleOf('app')}`,
    `grant connect on database ${name} to ${roleOf('ballot')}, ${roleOf('seal')}`,
  ];
}

/** Statements inside the database: the owner owns `public`, nobody else creates in it. */
export const SCHEMA_STATEMENTS: readonly string[] = [
  `alter schema public owner to ${roleOf('owner')}`,
  'revoke all on schema public from public',
  `grant usage on schema public to ${roleOf('app')}`,
];

/** Makes the logins with an administrator's connection; superusers also silence the ballot side. */
export async function makeLogins(admin: Client, passwords: Passwords): Promise<void> {
  const { rows } = await admin.query<{ rolname: string }>('select rolname from pg_roles');
  for (const statement of loginStatements(passwords, new Set(rows.map((row) => row.rolname)))) await admin.query(statement);
  const me = await admin.query<{ rolsuper: boolean }>('select rolsuper from pg_roles where rolname = current_user');
  if (me.rows[0]?.rolsuper) for (const statement of QUIET_STATEMENTS) await admin.query(statement);
}

function quoted(text: string): string {
  return text.replaceAll("'", "''");
}
