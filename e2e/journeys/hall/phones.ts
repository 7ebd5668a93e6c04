import { expect } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import { see, shot, type World } from '../../harness.ts';
import { markOf, remarkOf } from './plan.ts';

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
/** Phones that are handled together. */
const AT_ONCE = 6;

/** A phone lies on the table with its page open, as the page asks for. */
export type Phone = { readonly voter: number; readonly class: string; readonly address: string; readonly page: Page };
export type Slip = { readonly title: string; readonly secret: string };

/** Browsers of the phones. Many phones share one, each with a page and a slip of its own, since a page keeps its tickets under its slip's hash; some have one to themselves. */
export class Pockets {
  private readonly world: World;
  private readonly shared: Promise<BrowserContext>[] = [];

  constructor(world: World) {
    this.world = world;
  }

  async page(at: number): Promise<Page> {
    return (await (this.shared[at % AT_ONCE] ??= this.world.profile(PHONE))).newPage();
  }

  async own(): Promise<Page> {
    return (await this.world.profile(PHONE)).newPage();
  }
}

/** Runs over all, some at a time. */
export async function inTurns<T, R>(items: readonly T[], run: (item: T, at: number) => Promise<R>): Promise<R[]> {
  const out: R[] = [];
  let next = 0;
  const hand = async (): Promise<void> => {
    for (let at = next++; at < items.length; at = next++) out[at] = await run(items[at]!, at);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, hand));
  return out;
}

/** Scans a slip at the door: the page takes its tickets and shows the meeting's code. */
export async function checkIn(page: Page, ballot: string, slip: Slip & { readonly class: string }, seen: { readonly voter: number; readonly code: string }): Promise<Phone> {
  const address = `${ballot}#${slip.secret}.${seen.code.replaceAll('-', '')}`;
  await page.goto(address);
  await see(page.getByRole('heading', { name: '已签到，票号已封好' }));
  expect(await page.locator('.receipt b').innerText()).toBe(seen.code);
  return { voter: seen.voter, class: slip.class, address, page };
}

/** A slip that has been used opens nothing on another phone. */
export async function isTurnedAway(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await see(page.getByRole('heading', { name: '这张票条已在另一部手机上签到' }));
  await page.context().close();
}

/** The page has opened the vote by itself; hands the ballot in and gives the receipt as it stands in the public list. */
export async function castBallot({ page, voter }: Phone, people: number, cut = false): Promise<string> {
  await see(page.getByText(`第 1 位，共 ${people} 位`));
  if (cut) await markByHand(page, voter, people);
  else await markAll(page, voter, people);
  await see(page.getByRole('heading', { name: '提交前再看一眼' }));
  const button = page.getByRole('button', { name: `提交 ${people} 人` });
  if (cut) await handInThroughACut(page, () => button.tap());
  else await button.click();
  await see(page.getByRole('heading', { name: '已提交' }));
  const receipt = (await page.locator('.receipt b').innerText()).replaceAll('-', '');
  const left = await page.evaluate((code) => Object.values({ ...localStorage }).map((value) => JSON.parse(value as string) as { receipts?: Record<string, string> }).filter((one) => Object.values(one.receipts ?? {}).includes(code)), receipt);
  expect(left).toEqual([expect.objectContaining({ marks: {}, tickets: {}, sending: false })]);
  await page.close();
  return receipt;
}

/** Every question by the page's own labels and buttons, as fast as the page follows. */
async function markAll(page: Page, voter: number, people: number): Promise<void> {
  const items = await page.locator('fieldset').count();
  const plan = Array.from({ length: people }, (_, s) => ({ marks: Array.from({ length: items }, (_none, i) => markOf(voter, s, i)), remark: remarkOf(voter, s) }));
  await page.evaluate(async (sheets) => {
    const until = async (done: () => boolean): Promise<void> => {
      for (let tries = 0; !done(); tries += 1) {
        if (tries > 3_000) throw new Error('the page does not follow');
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    };
    for (const [at, { marks, remark }] of sheets.entries()) {
      await until(() => document.querySelector('header')?.textContent.includes(`第 ${at + 1} 位`) === true);
      for (const [n, mark] of marks.entries()) {
        const labels = document.querySelectorAll('fieldset')[n]!.querySelectorAll('label');
        labels[mark ?? labels.length - 1]!.click();
      }
      const field = document.querySelector('textarea');
      if (field && remark !== '') {
        field.value = remark;
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      }
      await until(() => document.querySelectorAll('fieldset input:checked').length === marks.length);
      document.querySelector<HTMLElement>('.ft .btn.p')!.click();
    }
  }, plan);
}

/** The same by touch, question after question. */
async function markByHand(page: Page, voter: number, people: number): Promise<void> {
  for (let at = 0; at < people; at += 1) {
    await see(page.getByText(`第 ${at + 1} 位，共 ${people} 位`));
    for (const [n, item] of (await page.locator('fieldset').all()).entries()) {
      const mark = markOf(voter, at, n);
      const labels = item.locator('label');
      await labels.nth(mark ?? (await labels.count()) - 1).tap();
    }
    const remark = remarkOf(voter, at);
    if (remark !== '') await page.getByLabel('意见建议（可以不写）').fill(remark);
    if (at === 0) await shot(page, 'hall-phone');
    await page.getByRole('button', { name: at + 1 === people ? '看一眼全部' : '下一位' }).tap();
  }
}

/** The ballot arrives, its answer does not; then nothing goes out at all. The page says so, waits, and sends the same ballot once more. */
async function handInThroughACut(page: Page, press: () => Promise<void>): Promise<void> {
  const receipts: string[] = [];
  let isCut = false;
  await page.route('**/ballots', async (route) => {
    if (isCut) return route.abort('internetdisconnected');
    const answer = await route.fetch();
    receipts.push(((await answer.json()) as { receipt: string }).receipt);
    if (receipts.length > 1) return route.fulfill({ response: answer });
    isCut = true;
    await page.context().setOffline(true);
    await route.abort('connectionreset');
  });
  await press();
  await see(page.getByRole('status').getByText(/网络断了，已记在本机，正在重试（\d+）/));
  expect(await page.evaluate(() => Object.values({ ...localStorage }).join())).toContain('"sending":true');
  await shot(page, 'hall-phone-cut');
  isCut = false;
  await page.context().setOffline(false);
  await see(page.getByRole('heading', { name: '已提交' }));
  expect(receipts.length).toBeGreaterThan(1);
  expect(new Set(receipts).size).toBe(1);
}
