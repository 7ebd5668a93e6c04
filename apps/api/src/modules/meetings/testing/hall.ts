import { castBody, takeTickets, type Pocket } from '@shuping/ballot-box';
import type { MeetingOut } from '@shuping/contracts';
import { randomBytes, randomUUID } from 'node:crypto';
import type { BootedApp, TestPerson } from '../../../testing/index.ts';
import { freeAgendas, type World } from './world.ts';

export type Answer = { readonly status: number; readonly body: Record<string, unknown>; readonly text: string };
export type Slip = { readonly class: string; readonly secret: string };
type Method = 'GET' | 'POST' | 'PUT';

/** What the school's ballot asks about everybody. */
export const ITEMS = ['overall', 'theme', 'foundation', 'weak', 'fortress', 'duty'];

/** What specs do with a meeting over HTTP. Server and people are asked for when they are needed, since a spec makes them before its tests. `recountKeys`: public halves of the two scrutineers. */
export function hallOf(booted: () => BootedApp, world: () => World, recountKeys: readonly [string, string] = ['17'.repeat(32), '42'.repeat(32)]) {
  async function call(who: TestPerson | null, method: Method, url: string, payload?: object, headers: Record<string, string> = {}): Promise<Answer> {
    const answer = await booted().inject({ method, url, headers: { ...(who?.headers ?? {}), ...headers }, ...(payload ? { payload } : {}) });
    const json = String(answer.headers['content-type'] ?? '').includes('json');
    return { status: answer.statusCode, body: json ? (answer.json() as Record<string, unknown>) : {}, text: answer.body };
  }
  /** The answer, when its status is as expected. */
  async function answered(promise: Promise<Answer>, status = 200): Promise<Answer> {
    const answer = await promise;
    if (answer.status !== status) throw new Error(`${answer.status} ${answer.text}`);
    return answer;
  }
  const must = async (promise: Promise<Answer>, status = 200): Promise<Record<string, unknown>> => (await answered(promise, status)).body;
  const at = (id: string, rest = ''): string => `/api/meetings/${id}${rest}`;
  const state = async (id: string): Promise<MeetingOut> => (await must(call(world().officer, 'GET', at(id)))) as unknown as MeetingOut;
  const version = async (id: string): Promise<Record<string, string>> => ({ 'if-match': `"${(await state(id)).version}"` });
  const key = (): Record<string, string> => ({ 'idempotency-key': randomUUID() });
  const phase = (id: string, command: string, round?: string): Promise<Answer> => call(world().clerk, 'POST', at(id, '/phase'), { command, ...(round ? { round } : {}) });

  const freed = (): Promise<unknown> => freeAgendas(booted(), world().cycleId);

  /** A meeting with its groups; `groups` as `PUT …/groups` takes them. */
  async function planned(groups: object): Promise<string> {
    await freed();
    const id = String((await must(call(world().officer, 'POST', '/api/meetings', { cycleId: world().cycleId, title: '述职评议会', startsAt: '2026-12-20T06:00:00.000Z' }, key()), 201))['id']);
    await must(call(world().officer, 'PUT', at(id, '/groups'), groups, await version(id)));
    return id;
  }

  /** Both scrutineers confirm, with their keys at the opening of voting, then the clerk does it. */
  async function confirmed(id: string, command: string): Promise<void> {
    for (const [n, one] of world().scrutineers.entries()) await must(call(one, 'POST', at(id, '/confirmations'), { command, ...(command === 'open_voting' ? { recountKey: recountKeys[n] } : {}) }));
    await must(phase(id, command));
  }

  /** A phone that takes its tickets with a slip. */
  const phone = (id: string, slip: Slip): Promise<Pocket> => takeTickets(async (path, body) => (await must(call(null, 'POST', `/vote/${id}/${path}`, body))) as never, id, slip.secret, (n) => new Uint8Array(randomBytes(n)));

  /** The same option for everybody and everything. */
  const marks = (option: string): Record<string, Record<string, string>> => Object.fromEntries(world().assessees.map((a) => [a.id, Object.fromEntries(ITEMS.map((item) => [item, option]))]));
  const cast = (id: string, voter: Pocket, option = 'hao'): Promise<Answer> => call(null, 'POST', `/vote/${id}/ballots`, castBody(voter, 'r1', marks(option)));

  return { call, answered, must, at, state, version, key, phase, freed, planned, confirmed, phone, marks, cast };
}
