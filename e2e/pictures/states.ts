import type { Page, Request, Route } from 'playwright-core';
import type { Grown } from './pages.ts';

export const STATES = ['normal', 'narrow', 'empty', 'loading', 'error', 'offline', 'large', 'denied'] as const;
export type State = (typeof STATES)[number];

/** How many rows the large state has. */
export const LARGE = 3_000;
/** What the frame around every page asks; it is never held up. */
const FRAME = /\/api\/(me|todos\/counts|locales\b.*|cycles\?limit=50|jobs(\?.*)?)$/;
const PERSONS = ['阿卜杜热合曼·买买提吐尔逊·艾尼瓦尔江', '斯琴高娃·巴雅尔图·额尔德尼朝克图苏和'];
const UNITS = ['临江理工大学机电工程系智能制造与机器人教研室第二党支部', '临江省滨江新区高新技术产业开发区软件园综合第十七党支部'];

type Json = Record<string, unknown>;

/** Puts a page into a state before it is opened. */
export async function inState(page: Page, state: State, lists: readonly Grown[], path: string): Promise<void> {
  const held = contentOf(path);
  if (state === 'loading') await page.route(held, () => undefined);
  if (state === 'offline') await page.route(held, (route) => route.abort('connectionfailed'));
  if (state === 'error') await page.route(held, (route) => route.fulfill({ status: 500, contentType: 'application/problem+json', body: JSON.stringify({ type: 'about:blank', status: 500, code: 'internal', traceId: '4f1c0a7e2b9d4c55' }) }));
  if (state === 'empty') await page.route(held, (route) => answer(route, lists, () => []));
  if (state === 'large') await page.route(held, (route) => answer(route, lists, (rows, url) => grown(rows, url)));
}

/** Matches what the page itself asks. The frame's own cycle list is the content of the page of cycles, its jobs that of the page of jobs. */
function contentOf(path: string): (url: URL) => boolean {
  const own = /^\/(cycles(\?.*)?|admin\/jobs)$/.test(path) ? /\/api\/(me|todos\/counts|locales\b.*)$/ : FRAME;
  return (url) => url.pathname.startsWith('/api/') && !own.test(`${url.pathname}${url.search}`);
}

/** Lets the server answer and changes the lists that the page's table names. */
async function answer(route: Route, lists: readonly Grown[], change: (rows: readonly unknown[], url: URL) => { rows: unknown[]; next?: string } | unknown[]): Promise<void> {
  const url = new URL(route.request().url());
  const wanted = lists.filter((one) => one.path.test(`${url.pathname}${url.search}`));
  if (wanted.length === 0 || !isRead(route.request())) return route.continue();
  const response = await route.fetch();
  if (!response.ok()) return route.fulfill({ response });
  const json = (await response.json()) as Json;
  for (const { list } of wanted) {
    const [holder, key] = placeOf(json, list);
    if (!holder || !Array.isArray(holder[key])) continue;
    const made = change(holder[key] as unknown[], url);
    if (Array.isArray(made)) holder[key] = made;
    else {
      holder[key] = made.rows;
      if (holder === json && 'items' in json) Object.assign(json, { total: LARGE, ...(made.next === undefined ? { next: undefined } : { next: made.next }) });
    }
  }
  return route.fulfill({ response, json });
}

const isRead = (request: Request): boolean => request.method() === 'GET' || request.url().endsWith('/propose');

function placeOf(json: Json, list: string): [Json | undefined, string] {
  const steps = list.split('.');
  const key = steps.pop()!;
  let holder: unknown = json;
  for (const step of steps) holder = (holder as Json | undefined)?.[step];
  return [holder as Json | undefined, key];
}

/** Three thousand rows made from those that exist, or one page of them where the page asks page by page. */
function grown(rows: readonly unknown[], url: URL): { rows: unknown[]; next?: string } {
  if (rows.length === 0) return { rows: [] };
  const limit = Number(url.searchParams.get('limit') ?? LARGE);
  const count = Math.min(limit, LARGE);
  return { rows: Array.from({ length: count }, (_, n) => (n === 0 ? rows[0] : renamed(rows[n % rows.length] as Json, n))), ...(count < LARGE ? { next: 'more' } : {}) };
}

/** A copy with ids of its own and the longest names that occur. */
function renamed(row: Json, n: number): Json {
  const tail = String(n).padStart(12, '0');
  const change = (key: string, value: unknown): unknown => {
    if (typeof value !== 'string') return value;
    if (/^(id|assesseeId|appointmentId|personId|orgId|accountId)$/.test(key)) return value.length === 36 ? value.slice(0, 24) + tail : `${value}${n}`;
    if (/^(personName|name)$/.test(key)) return 'orgName' in row || 'personName' in row || 'login' in row || 'posts' in row ? PERSONS[n % 2] : UNITS[n % 2];
    if (/^(orgName|hostName|unitName)$/.test(key)) return UNITS[n % 2];
    if (key === 'parentId' || key === 'path') return value;
    return value;
  };
  return Object.fromEntries(Object.entries(row).map(([key, value]) => [key, change(key, value)]));
}
