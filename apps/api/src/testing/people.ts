import { randomUUID } from 'node:crypto';
import type { OrgPath } from '@shuping/kernel';
import { AppConfig } from '../config/index.ts';
import { cookieName } from '../platform/auth/cookie.ts';
import { Accounts } from '../platform/auth/index.ts';
import { Sessions } from '../platform/auth/sessions.ts';
import { Grants, type NewGrant } from '../platform/authz/index.ts';
import { systemActor } from '../platform/persistence/index.ts';
import type { BootedApp } from './boot-app.ts';

const ACTOR = systemActor('testing');
export const TEST_PASSWORD = 'lin-jiang-2026';
/** Of the password above, made once: each hash and each check of one costs a tenth of a second. */
const TEST_HASH = 'argon2id$19456$2$xX4JoojfalSEGRDYvOjEZw$lRpFPkUCEGsE4We4ZvKCwZEWAjTSZI-YMoJW_1fV9oM';

export type TestPerson = { readonly accountId: string; readonly personId: string; readonly login: string; readonly cookie: string; readonly headers: Record<string, string> };
export type TestPersonOptions = { readonly login?: string; readonly path?: OrgPath; readonly mustChange?: boolean; readonly grants?: readonly Omit<NewGrant, 'accountId'>[] };

/** An account with grants, signed in; `headers` go on every request of theirs. */
export async function signedIn(booted: BootedApp, options: TestPersonOptions = {}): Promise<TestPerson> {
  const login = options.login ?? `u${randomUUID().slice(0, 8)}`;
  const personId = randomUUID();
  const made = await booted.uow.run(ACTOR, async (tx) => {
    const account = await booted.app.get(Accounts).create(tx, { login, name: login, personId, orgPath: options.path ?? '/a1/', password: TEST_PASSWORD, hashed: TEST_HASH, keepPassword: !options.mustChange });
    if (!account.ok) throw new Error(account.error.code);
    for (const grant of options.grants ?? []) {
      const given = await booted.app.get(Grants).grant(tx, { ...grant, accountId: account.value.id });
      if (!given.ok) throw new Error(given.error.code);
    }
    return account.value.id;
  });
  const cookie = await sessionOf(booted, made);
  return { accountId: made, personId, login, cookie, headers: { cookie, 'x-shuping': '1' } };
}

/** Cookie of a fresh session of an account, as signing in gives it, without checking a password. */
export async function sessionOf(booted: BootedApp, accountId: string): Promise<string> {
  const secret = await booted.uow.run(ACTOR, (tx) => booted.app.get(Sessions).open(tx, accountId));
  return `${cookieName(booted.app.get(AppConfig))}=${secret}`;
}

/** Cookie of a fresh session, by login and password over HTTP; throws when the sign-in is refused. */
export async function signIn(booted: BootedApp, login: string, password: string): Promise<string> {
  const answer = await booted.inject({ method: 'POST', url: '/api/session', headers: { 'x-shuping': '1' }, payload: { login, password } });
  if (answer.statusCode !== 204) throw new Error(answer.body);
  return String(answer.headers['set-cookie']).split(';')[0] ?? '';
}
