import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { keyHash } from '@shuping/ballot-box';
import { openRunningVote } from '@shuping/year';
import { randomBytes } from 'node:crypto';
import type { BrowserContext, Page, Request } from 'playwright-core';
import { see, shot, World } from './harness.ts';

// a slow machine shares its cores with the other projects
jest.setTimeout(600_000);

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
const PLANTED = { name: 'planted', value: 'by-somebody-else' };

let world: World;
let vote: Awaited<ReturnType<typeof openRunningVote>>;
beforeAll(async () => {
  world = await World.open('2026-10-31T09:00:00+08:00');
  vote = await openRunningVote(world.server, { people: 40, seed: 5 });
});
afterAll(() => world?.close());

type Sent = { readonly url: string; readonly method: string; readonly type: string; readonly headers: Record<string, string>; readonly length: number };

/** A phone that has been at the door: its ticket lies where the page keeps it. */
async function phone(at: number): Promise<{ context: BrowserContext; page: Page; sent: Sent[]; ballot: (typeof vote.ballots)[number] }> {
  const ballot = vote.ballots[at]!;
  const secret = randomBytes(16).toString('base64url');
  const place = `ballot:${keyHash(Buffer.from(`${vote.meeting}:${secret}`).toString('hex')).slice(0, 24)}`;
  const context = await world.profile(PHONE);
  await context.addCookies([{ ...PLANTED, url: world.ballot }]);
  const page = await context.newPage();
  const kept = { class: ballot.class, fingerprint: '2345678923456789', tickets: { [ballot.round]: { message: ballot.ticket, signature: ballot.signature, secret: ballot.secret } } };
  await page.goto(`${world.ballot}/v/${vote.meeting}`);
  await page.evaluate(([key, value]) => localStorage.setItem(key!, value!), [place, JSON.stringify(kept)]);
  const sent: Sent[] = [];
  const note = async (request: Request): Promise<void> => void sent.push({ url: request.url(), method: request.method(), type: request.resourceType(), headers: await request.allHeaders(), length: request.postDataBuffer()?.length ?? 0 });
  page.on('requestfinished', (request) => void note(request));
  // the address of a slip is another one than that of the bare page: the fragment alone loads nothing
  await page.goto('about:blank');
  await page.goto(`${world.ballot}/v/${vote.meeting}#${secret}`);
  return { context, page, sent, ballot };
}

async function rate(page: Page, option: number): Promise<number> {
  await see(page.getByText(/第 1 位，共 \d+ 位/));
  const people = Number(/共 (\d+) 位/.exec(await page.getByText(/第 1 位，共 \d+ 位/).innerText())![1]);
  for (let at = 1; at <= people; at += 1) {
    await see(page.getByText(`第 ${at} 位，共 ${people} 位`));
    for (const item of await page.locator('fieldset').all()) await item.locator('label').nth(option).click();
    await page.getByRole('button', { name: at === people ? '看一眼全部' : '下一位' }).click();
  }
  return people;
}

async function handIn(page: Page, people: number): Promise<void> {
  await page.getByRole('button', { name: `提交 ${people} 人` }).click();
  await see(page.getByRole('heading', { name: '已提交' }));
}

/** Everything that a page can keep or show, as text. */
const remains = (page: Page): Promise<{ checked: number; fields: number; kept: string; databases: number; caches: number; workers: number; shown: string; state: string }> => page.evaluate(async () => ({
  checked: document.querySelectorAll('input:checked, [aria-checked=true], option:checked').length, fields: document.querySelectorAll('input, textarea, select').length,
  kept: JSON.stringify({ ...localStorage, ...sessionStorage }), databases: (await indexedDB.databases()).length, caches: 'caches' in window ? (await caches.keys()).length : 0,
  workers: 'serviceWorker' in navigator ? (await navigator.serviceWorker.getRegistrations()).length : 0, shown: document.documentElement.outerHTML, state: JSON.stringify(history.state ?? null),
}));

describe('the ballot host in Chromium', () => {
  test('SEC-B5 requests of a whole vote carry no cookie, login, referrer or cache mark, go to one host and are equally long whatever was chosen', async () => {
    const sizes: number[][] = [];
    // two people of one class, who choose differently
    const [first, second] = vote.ballots.flatMap((ballot, at) => (ballot.class === vote.ballots[0]!.class ? [at] : [])) as [number, number];
    for (const [at, option] of [[first, 0], [second, 2]] as const) {
      const one = await phone(at);
      await handIn(one.page, await rate(one.page, option));
      const fetched = one.sent.filter((request) => ['fetch', 'xhr'].includes(request.type));
      expect(fetched.some((request) => request.url.endsWith('/ballots'))).toBe(true);
      for (const { headers, url } of fetched) {
        expect([url, Object.keys(headers).filter((name) => /^(cookie|authorization|referer|if-none-match|if-modified-since|x-shuping|service-worker)$/i.test(name))]).toEqual([url, []]);
      }
      expect([...new Set(one.sent.map((request) => new URL(request.url).origin))]).toEqual([world.ballot]);
      // the same eyes do see the cookie that somebody planted, on the page's own address
      expect(one.sent.filter((request) => request.type === 'document').map((request) => request.headers['cookie'] ?? '')).toEqual([expect.stringContaining('planted')]);
      sizes.push(fetched.filter((request) => request.method === 'POST').map((request) => request.length));
      await one.context.close();
    }
    expect(sizes[0]!.length).toBeGreaterThan(0);
    expect(sizes[0]).toEqual(sizes[1]);
    expect(sizes[0]![0]! % 2048).toBeLessThanOrEqual(16);
  });

  test('SEC-B12 after handing in, neither back, reload, print nor the device give a choice back; the ticket is gone', async () => {
    const { context, page, ballot } = await phone(vote.ballots.length - 1);
    const people = await rate(page, 0);
    const before = await remains(page);
    const marked = Object.keys(ballot.choices)[0]!;
    // what is looked for is there before
    expect([before.kept.includes(ballot.ticket), before.kept.includes(marked)]).toEqual([true, true]);
    await handIn(page, people);
    await shot(page, 'ballot-after');
    const ways: readonly (readonly [string, () => Promise<unknown>])[] = [
      ['at once', () => Promise.resolve()],
      ['reload', () => page.reload()],
      ['back', () => page.goBack()],
      ['forward', () => page.goForward()],
      ['print', () => page.emulateMedia({ media: 'print' })],
    ];
    for (const [way, go] of ways) {
      await go();
      if (way !== 'back') await see(page.getByRole('heading', { name: '已提交' }));
      if (page.url() === 'about:blank') continue;
      const after = await remains(page);
      expect([way, after.checked, after.fields, after.databases, after.caches, after.workers]).toEqual([way, 0, 0, 0, 0, 0]);
      for (const secret of [ballot.ticket, ballot.signature, ballot.ticket.slice(0, 32), marked]) expect([way, `${after.kept} ${after.shown} ${after.state}`.includes(secret)]).toEqual([way, false]);
      expect(after.kept).toContain('"marks\\":{}');
    }
    expect(await page.locator('body').ariaSnapshot()).not.toMatch(/radio|checkbox|checked/);
    await context.close();
  });
});
