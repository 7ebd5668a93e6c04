import { keyHash } from '@shuping/ballot-box';
import { openRunningVote, startServer } from '@shuping/year';
import { randomBytes } from 'node:crypto';
import { chromium, type Browser } from 'playwright-core';
import { chromiumPath } from './browser.ts';
import { median } from './database.ts';

const LIMIT_MS = 2_000;
const ROUNDS = 9;
/** 400 kbit a second each way. */
const LINE = { offline: false, downloadThroughput: 50_000, uploadThroughput: 50_000 };
/** Round trip of a line far away, for comparison. */
const FAR_MS = 100;
const SLOWER = 4;
const PHONE = { viewport: { width: 360, height: 640 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true, locale: 'zh-CN' };

/** Milliseconds from opening the ballot page, nothing of it on the phone yet but the ticket, until a mark can be set and is seen set, on a line of 400 kbit/s and a processor four times slower, against 2 s (the hall's old phones, R-G1). */
export async function benchBallotPage(): Promise<Record<string, unknown>> {
  const server = await startServer({ startAt: '2026-10-31T09:00:00+08:00' });
  const browser = await chromium.launch({ executablePath: chromiumPath(), headless: true, args: ['--no-sandbox', '--disable-gpu', '--no-proxy-server'] });
  try {
    const vote = await openRunningVote(server, { people: 60, seed: 1 });
    const [near, far]: [number[], number[]] = [[], []];
    for (const [at, ballot] of vote.ballots.slice(0, ROUNDS * 2).entries()) {
      const latency = at % 2 === 0 ? 0 : FAR_MS;
      (latency === 0 ? near : far).push(await opened(browser, `${server.url}/v/${vote.meeting}`, { meeting: vote.meeting, ballot, latency }));
    }
    const ms = median([...near]);
    return {
      what: 'ballot page until a mark can be set, 400 kbit/s, processor 4 x slower', limitMs: LIMIT_MS, medianMs: Math.round(ms), worstMs: Math.round(Math.max(...near)), ratio: Math.round((ms / LIMIT_MS) * 1000) / 1000,
      far: { roundTripMs: FAR_MS, medianMs: Math.round(median([...far])), worstMs: Math.round(Math.max(...far)) }, reached: ms <= LIMIT_MS,
    };
  } finally {
    await browser.close();
    await server.stop();
  }
}

type Ballot = Awaited<ReturnType<typeof openRunningVote>>['ballots'][number];

/** A phone of its own each time, so that nothing is cached. */
async function opened(browser: Browser, url: string, { meeting, ballot, latency }: { readonly meeting: string; readonly ballot: Ballot; readonly latency: number }): Promise<number> {
  const secret = randomBytes(16).toString('base64url');
  const place = `ballot:${keyHash(Buffer.from(`${meeting}:${secret}`).toString('hex')).slice(0, 24)}`;
  const kept = { class: ballot.class, fingerprint: '2345678923456789', tickets: { [ballot.round]: { message: ballot.ticket, signature: ballot.signature, secret: ballot.secret } } };
  const context = await browser.newContext(PHONE);
  try {
    // only the ticket lies on the phone: the page itself has not been there
    await context.addInitScript(([key, value]) => localStorage.getItem(key!) ?? localStorage.setItem(key!, value!), [place, JSON.stringify(kept)]);
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    await cdp.send('Network.enable');
    await cdp.send('Network.emulateNetworkConditions', { ...LINE, latency });
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    const from = performance.now();
    await page.goto(`${url}#${secret}`, { waitUntil: 'commit' });
    const option = page.locator('fieldset label').first();
    await option.click();
    await page.locator('fieldset input:checked').first().waitFor({ state: 'attached' });
    return performance.now() - from;
  } finally {
    await context.close();
  }
}
