import { expect } from '@jest/globals';
import { holdMeeting, PASSWORD, vetReports } from '@shuping/year';
import type { Page } from 'playwright-core';
import { see, shot, type World } from '../harness.ts';

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };

/** A ballot on a phone that loses the network at the moment of handing in; the same phone is signed in to the console. */
export async function evaluatorVotes(world: World): Promise<void> {
  const { stage } = world;
  const { cycle, assessees } = world.year;
  await vetReports(stage, cycle);
  const context = await world.profile(PHONE);
  await context.request.post(`${world.console}/api/session`, { data: { login: 'zhibu01', password: PASSWORD }, headers: { 'x-shuping': '1' } });
  expect(await context.cookies(world.console)).not.toEqual([]);
  const page = await context.newPage();
  const cookies = watchCookies(page, world.ballot);
  let receipt = '';

  const ballots = await holdMeeting(stage, cycle, assessees, {
    arrive: async (meeting, secret) => {
      await page.goto(`${world.ballot}/v/${meeting}#${secret}`);
      await see(page.getByRole('heading', { name: '已签到，票号已封好' }));
      await shot(page, 'ballot-wait');
    },
    vote: async () => {
      await rateAll(page, assessees.length);
      receipt = await handInThroughACut(page, assessees.length);
      await nothingLeft(page, receipt);
      await page.reload();
      await see(page.getByText(receipt));
      await clerkSeesNothing(world, receipt);
    },
  });

  expect(ballots.kept).toBe(0);
  expect(ballots.counted).toBe(ballots.acked + 1);
  expect(ballots.counted).toBe(ballots.issued);
  expect(await cookies()).toEqual([]);
  expect((await context.cookies(world.ballot)).length).toBe(0);
  await context.close();
}

/** The clerk's cockpit goes on counting; of this ballot it shows nothing. */
async function clerkSeesNothing(world: World, receipt: string): Promise<void> {
  const clerk = await world.signIn('zuzhiyuan');
  await clerk.getByRole('link', { name: '会议控制台' }).click();
  await see(clerk.getByRole('button', { name: '截止投票' }));
  expect(await clerk.locator('body').innerText()).not.toContain(receipt);
  await shot(clerk, 'cockpit');
  await world.leave(clerk);
}

async function rateAll(page: Page, people: number): Promise<void> {
  for (let at = 1; at <= people; at += 1) {
    await see(page.getByText(`第 ${at} 位，共 ${people} 位`));
    for (const [n, item] of (await page.locator('fieldset').all()).entries()) await item.locator('label').nth((at + n) % 2).click();
    if (at === 1) await shot(page, 'ballot-open');
    await page.getByRole('button', { name: at === people ? '看一眼全部' : '下一位' }).click();
  }
  await see(page.getByRole('heading', { name: '提交前再看一眼' }));
  await shot(page, 'ballot-overview');
}

async function handInThroughACut(page: Page, people: number): Promise<string> {
  await page.context().setOffline(true);
  await page.getByRole('button', { name: `提交 ${people} 人` }).click();
  await see(page.getByRole('status').getByText(/网络断了，已记在本机，正在重试（\d+）/));
  await shot(page, 'ballot-cut');
  await page.context().setOffline(false);
  await see(page.getByRole('heading', { name: '已提交' }));
  await shot(page, 'ballot-receipt');
  const receipt = await page.locator('.receipt b').innerText();
  expect(receipt).toMatch(/^[0-9A-Za-z]{4}(-[0-9A-Za-z]{1,4})+$/);
  return receipt;
}

/** What stays on the phone: the receipt by round and the box's fingerprint; no mark, no ticket and no envelope. */
async function nothingLeft(page: Page, receipt: string): Promise<void> {
  const kept = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('ballot:')).map((key) => JSON.parse(localStorage.getItem(key)!) as Record<string, unknown>));
  expect(kept).toEqual([{ class: expect.stringMatching(/^[a-z_]+$/), fingerprint: expect.stringMatching(/^[0-9A-Z]{16}$/), receipts: { r1: receipt.replaceAll('-', '') }, marks: {}, tickets: {}, sending: false, rehearsal: false, plain: false }]);
  expect(await page.evaluate(() => document.cookie)).toBe('');
}

/** Cookies sent to or set by the ballot's host. */
function watchCookies(page: Page, host: string): () => Promise<string[]> {
  const found: Promise<string | undefined>[] = [];
  page.on('response', (response) => {
    if (!response.url().startsWith(host)) return;
    found.push(response.headerValue('set-cookie').then((value) => value ?? undefined, () => undefined));
    found.push(response.request().headerValue('cookie').then((value) => value ?? undefined, () => undefined));
  });
  return async () => {
    expect(found.length).toBeGreaterThan(5);
    return (await Promise.all(found)).filter((value) => value !== undefined);
  };
}
