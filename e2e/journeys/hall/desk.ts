import { expect } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { dialog, see, shot, type World } from '../../harness.ts';
import { CLASSES, SPARE } from './plan.ts';
import type { Slip } from './phones.ts';

/** The clerk plans: a meeting of the year's assessees, heads of each class, the order by lot. Gives the meeting's id. */
export async function planMeeting(world: World, clerk: Page): Promise<string> {
  await clerk.getByRole('link', { name: '会议与议程' }).click();
  await clerk.getByRole('button', { name: '新建会议' }).click();
  await dialog(clerk).getByLabel('开始时间').fill('2026-12-10T14:00');
  await dialog(clerk).getByLabel('地点').fill('第一会议室');
  await dialog(clerk).getByRole('button', { name: '建会' }).click();
  await clerk.waitForURL(/\/meetings\/[0-9a-f-]{36}$/);
  for (const one of CLASSES) await clerk.getByLabel(one.title, { exact: true }).fill(String(one.phones + one.paper));
  await clerk.getByRole('button', { name: '保存人数' }).click();
  await see(clerk.getByText('单独投'));
  await clerk.getByRole('button', { name: '抽签' }).click();
  await see(clerk.getByText(/抽签已定，种子/));
  await shot(clerk, 'hall-plan');
  return clerk.url().split('/').at(-1)!;
}

/** Slips for every phone and a few over, read off the sheets as they lie in the printer. */
export async function printSlips(clerk: Page): Promise<{ slips: (Slip & { class: string })[]; code: string }> {
  await clerk.getByRole('button', { name: '票码' }).click();
  for (const one of CLASSES) await clerk.getByLabel(`${one.title}印数`, { exact: true }).fill(String(one.phones + (one.id === 'members_public' ? SPARE : 0)));
  await clerk.getByRole('button', { name: /^生成 \d+ 张并排版$/ }).click();
  const read = await readSlips(clerk);
  await leavePrinted(clerk);
  return read;
}

/** Slips on the page just made, with the class that stands on each. */
export async function readSlips(clerk: Page): Promise<{ slips: (Slip & { class: string })[]; code: string }> {
  await see(clerk.locator('.slip'));
  const texts = await clerk.locator('.slip').evaluateAll((all) => all.map((one) => ({ title: one.querySelector('b')!.textContent, secret: one.querySelector('code')!.textContent.replace(' ', '') })));
  const code = /([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3})/.exec(await clerk.locator('.slips-printed').innerText())![1]!;
  return { slips: texts.map((one) => ({ ...one, class: CLASSES.find(({ title }) => title === one.title)!.id })), code };
}

export async function leavePrinted(clerk: Page): Promise<void> {
  await clerk.getByRole('button', { name: '打印好了' }).click();
  await dialog(clerk).getByRole('button', { name: '已核对，离开' }).click();
  await see(clerk.getByRole('table', { name: '印多少' }));
}

/** What the cockpit's one button does next. */
export async function go(clerk: Page, act: string, then: string): Promise<void> {
  await clerk.getByRole('button', { name: act, exact: true }).click();
  await dialog(clerk).getByRole('button', { name: act, exact: true }).click();
  await see(clerk.locator('[aria-current="step"]', { hasText: then }));
}

/** Heads, slips and sheets as they were counted at the door. */
export async function countHeads(clerk: Page): Promise<void> {
  for (const one of CLASSES) {
    for (const [name, count] of [['实到', one.phones + one.paper], ['发出票码', one.phones], ['发出纸质票', one.paper]] as const) {
      const field = clerk.getByLabel(`${one.title} ${name}`, { exact: true });
      if (count === 0) continue;
      const saved = clerk.waitForResponse((response) => response.url().endsWith('/attendance') && response.ok());
      await field.fill(String(count));
      await field.press('Enter');
      await saved;
    }
  }
}

/** Slips that nobody drew are scanned into the list of void ones. */
export async function voidSpare(clerk: Page, spare: readonly Slip[]): Promise<void> {
  await clerk.getByRole('button', { name: '作废没摸走的票码' }).click();
  await dialog(clerk).getByRole('textbox').fill(spare.map((one) => one.secret).join('\n'));
  await dialog(clerk).getByRole('button', { name: `作废 ${spare.length} 张` }).click();
  await see(clerk.getByText(`已作废 ${spare.length} 张`));
}

/** Both scrutineers confirm one more slip for somebody who lost the phone; the clerk prints it. */
export async function replaceLost(world: World, meeting: string, people: { readonly clerk: Page; readonly scrutineers: readonly Page[] }, title: string): Promise<Slip & { class: string }> {
  const { clerk, scrutineers } = people;
  await world.go(clerk, `/meetings/${meeting}/slips`);
  for (const [at, page] of scrutineers.entries()) {
    await see(clerk.getByRole('table', { name: '票号丢失补发' }).getByRole('row', { name: title }).getByRole('button', { name: '补发一张', disabled: true }));
    const open = page.getByRole('button', { name: '有人丢了票号' });
    await see(open);
    await open.click();
    await page.getByRole('button', { name: `我是监票人，确认给${title}补发一张` }).click();
    if (at === 0) await see(page.getByText(`${title}：监票人已确认 1 / 2`));
  }
  await see(scrutineers[1]!.getByText(`${title}：监票人已确认 2 / 2`));
  await clerk.reload();
  await clerk.getByRole('table', { name: '票号丢失补发' }).getByRole('row', { name: title }).getByRole('button', { name: '补发一张' }).click();
  const { slips } = await readSlips(clerk);
  expect(slips).toHaveLength(1);
  await leavePrinted(clerk);
  return slips[0]!;
}

/** A scrutineer confirms what comes next; at the opening the browser makes a key for the recount, whose file is kept in `folder`. */
export async function confirm(page: Page, act: string, keyTo?: string): Promise<void> {
  const answered = page.waitForResponse((response) => response.url().endsWith('/confirmations'));
  await page.getByRole('button', { name: `我是监票人，确认${act}` }).click();
  if (keyTo !== undefined) {
    const coming = page.waitForEvent('download');
    await dialog(page).getByRole('link', { name: '下载密钥文件' }).click();
    await (await coming).saveAs(keyTo);
    await dialog(page).getByRole('button', { name: '已收好，确认开启投票' }).click();
    await dialog(page).waitFor({ state: 'hidden' });
  }
  expect((await answered).ok()).toBe(true);
}

/** Waits until the cockpit knows both names. */
export async function bothConfirmed(clerk: Page): Promise<void> {
  await see(clerk.getByText('2 / 2', { exact: true }));
}

/** One of the files that the sealed meeting offers. */
export async function download(clerk: Page, name: string, folder: string): Promise<{ path: string; text: string }> {
  const coming = clerk.waitForEvent('download');
  await clerk.getByRole('link', { name }).click();
  const file = await coming;
  const path = join(folder, file.suggestedFilename());
  await file.saveAs(path);
  return { path, text: await readFile(path, 'utf8') };
}
