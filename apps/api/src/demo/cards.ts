import type { DemoLogin } from '@shuping/contracts';
import { ACCOUNTS, DEMO_PASSWORD } from './world.ts';

/** Logins shown on the sign-in page of a demonstration: one a role. */
export function demoCards(): DemoLogin[] {
  return ACCOUNTS.flatMap((account) => (account.card ? [{ login: account.login, name: account.name, password: DEMO_PASSWORD, role: account.card.role, note: account.card.note }] : []));
}
