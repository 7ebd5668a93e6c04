import { provinceRoster, provinceWorkbook, PROVINCE_NAME, type Province } from '@shuping/fixtures/province';
import type { Actor } from '../client.ts';
import { PASSWORD, type Stage } from '../stage.ts';

export const MINISTRY = 'shengzuzhi';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** First password of an account; its holder changes it at the first sign-in. */
const FIRST = 'Chuci-denglu-99';
const AT_ONCE = 6;

export type Brought = { readonly province: Province; readonly root: string; readonly imported: Imported };
export type Imported = { readonly organisations: number; readonly people: number };
export type Grant = { readonly role: string; readonly orgId: string; readonly sectors?: readonly string[] };
type Job = { state: string; code: string | null };
type Counts = { id: string; counts: { new: number; changed: number; same: number; bad: number } };

/** Brings the province in as its office would: sectors switched on, tree and roster by the product's own imports from two workbooks. */
export async function bringIn(stage: Stage, province: Province, sectors: readonly string[]): Promise<Brought> {
  const ministry = await stage.as(MINISTRY);
  const root = await organisationOf(ministry, PROVINCE_NAME);
  for (const sector of sectors) await ministry.post(`/api/organisations/${root}/sectors`, { sector });
  const tree = await imported(stage, ministry, '/api/org-imports', root, await provinceWorkbook(province), '临江省党组织名册.xlsx', { goodOnly: false });
  const roster = await imported(stage, ministry, '/api/rosters', root, await provinceRoster(province), '临江省党务干部花名册.xlsx', {});
  stage.say(`imported ${tree.new} organisations and ${roster.new} people`);
  return { province, root, imported: { organisations: tree.new + tree.changed + tree.same, people: roster.new } };
}

async function imported(stage: Stage, actor: Actor, path: string, orgId: string, book: Uint8Array, name: string, options: object): Promise<Counts['counts']> {
  const checked = await actor.upload<Counts>(`${path}?orgId=${orgId}`, book, name, XLSX);
  if (checked.counts.bad > 0) throw new Error(`${name}: ${checked.counts.bad} bad rows: ${JSON.stringify(await actor.get(`${path}/${checked.id}/rows?status=bad`)).slice(0, 1_000)}`);
  const { jobId } = await actor.post<{ jobId: string }>(`${path}/${checked.id}/commit`, options);
  const job = await stage.until(name, () => actor.get<Job>(`/api/jobs/${jobId}`), ({ state }) => ['done', 'failed', 'cancelled'].includes(state), 240);
  if (job.state !== 'done') throw new Error(`${name}: ${job.state} ${job.code ?? ''}`);
  return checked.counts;
}

/** Id of the organisation of this full name. */
export async function organisationOf(actor: Actor, name: string): Promise<string> {
  const { items } = await actor.get<{ items: { id: string; name: string }[] }>(`/api/organisations?q=${encodeURIComponent(name)}&limit=200`);
  const found = items.find((item) => item.name === name);
  if (!found) throw new Error(`no organisation ${name}`);
  return found.id;
}

export type Newcomer = { readonly login: string; readonly name: string; readonly orgId: string; readonly personId?: string; readonly grants: readonly Grant[] };

/** Opens accounts, gives their roles, and has every holder sign in and choose a password. */
export async function openAccounts(stage: Stage, newcomers: readonly Newcomer[]): Promise<void> {
  const ministry = await stage.as(MINISTRY);
  for (let from = 0; from < newcomers.length; from += AT_ONCE) {
    await Promise.all(newcomers.slice(from, from + AT_ONCE).map(async ({ grants, personId, ...account }) => {
      const { id } = await ministry.post<{ id: string }>('/api/accounts', { ...account, personId: personId ?? null, password: FIRST });
      for (const grant of grants) await ministry.post('/api/grants', { accountId: id, ...grant });
      const holder = await stage.signIn(account.login, FIRST);
      await holder.post('/api/password', { current: FIRST, next: PASSWORD }, { key: false });
      stage.keep(account.login, holder);
    }));
  }
}
