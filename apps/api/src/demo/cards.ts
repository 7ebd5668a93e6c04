import type { DemoLogin } from '@shuping/contracts';
import { ACCOUNTS, DEMO_PASSWORD } from './world.ts';

/** Accounts that open in the course of the demonstration's year: a city and a county of the province. */
const LATER = [
  { login: 'shi1-zuzhi', name: '苗秋实', role: 'scheme_editor', note: 'city' },
  { login: 'xian1-zuzhi', name: '叶知微', role: 'host_officer', note: 'county' },
  { login: 'xian1-fubuzhang', name: '翁佩兰', role: 'host_leader', note: 'county' },
  { login: 'xian1-shuji', name: '康伯言', role: 'committee', note: 'county' },
] as const;

/** Logins shown on the sign-in page of a demonstration: one a role. Those that have not been opened yet are left out where they are shown. */
export function demoCards(): DemoLogin[] {
  const cards = ACCOUNTS.flatMap((account) => (account.card ? [{ login: account.login, name: account.name, password: DEMO_PASSWORD, role: account.card.role, note: account.card.note }] : []));
  const above = cards.filter((card) => card.note === 'province');
  return [...above, ...LATER.map((card) => ({ ...card, password: DEMO_PASSWORD })), ...cards.filter((card) => !above.includes(card))];
}
