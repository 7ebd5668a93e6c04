import { randomUUID } from 'node:crypto';
import type { OrgPath } from '@shuping/kernel';
import { Accounts } from '../platform/auth/index.ts';
import { Grants, type NewGrant } from '../platform/authz/index.ts';
import { systemActor } from '../platform/persistence/index.ts';
import type { BootedApp } from './boot-app.ts';

const ACTOR = systemActor('testing');
export const TEST_PASSWORD = 'lin-jiang-2026';

export type TestPerson = { readonly accountId: string; readonly personId: string; readonly login: string; readonly cookie: string; readonly headers: Record<string, string> };
export type TestPersonOptions = { readonly login?: string; readonly path?: OrgPath; readonly mustChange?: boolean; readonly grants?: readonly Omit<NewGrant, 'accountId'>[] };

/** An account with grants, signed in; `headers` go on every request of theirs. */
export async function signedIn(booted: BootedApp, options: TestPersonOptions = {}): Promise<TestPerson> {
  const login = options.login ?? `u${randomUUID().slice(0, 8)}`;
  const personId = randomUUID();
  const made = await booted.uow.run(ACTOR, async (tx) => {
    const account = await booted.app.get(Accounts).create(tx, { login, name: login, personId, orgPath: options.path ?? '/a1/', password: TEST_PASSWORD, keepPassword: !options.mustChange });
    if (!account.ok) throw new Error(account.error.code);
    for (const grant of options.grants ?? []) {
      const given = await booted.app.get(Grants).grant(tx, { ...grant, accountId: account.value.id });
      if (!given.ok) throw new Error(given.error.code);
    }
    return account.value.id;
  });
  const cookie = await signIn(booted, login, TEST_PASSWORD);
  return { accountId: made, personId, login, cookie, headers: { cookie, 'x-shuping': '1' } };
}

/** Cookie of a fresh session; throws when the sign-in is refused. */
export async function signIn(booted: BootedApp, login: string, password: string): Promise<string> {
  const answer = await booted.inject({ method: 'POST', url: '/api/session', headers: { 'x-shuping': '1' }, payload: { login, password } });
  if (answer.statusCode !== 204) throw new Error(answer.body);
  return String(answer.headers['set-cookie']).split(';')[0] ?? '';
}
