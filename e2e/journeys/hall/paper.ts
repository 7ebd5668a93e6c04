import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { see, shot, type World } from '../../harness.ts';
import { markOf } from './plan.ts';

/** Typing of one batch: sheets one after another by the keys 1–4 and 0; `slip` types one question otherwise, as a tired hand does. */
export async function typeBatch(world: World, page: Page, meeting: string, at: { readonly title: string; readonly voters: readonly number[]; readonly people: number; readonly slip?: boolean }): Promise<void> {
  await world.go(page, `/meetings/${meeting}/paper`);
  await page.getByRole('table', { name: at.title }).getByRole('link', { name: /^(录入|再录一遍)$/ }).click();
  const questions = page.locator('.paper-question');
  await see(questions);
  const items = (await questions.count()) / at.people;
  for (const [sheet, voter] of at.voters.entries()) {
    await see(page.getByRole('heading', { name: `第 ${sheet + 1} 张，共 ${at.voters.length} 张` }));
    await questions.first().locator('input').first().focus();
    for (let subject = 0; subject < at.people; subject += 1) {
      for (let item = 0; item < items; item += 1) {
        const mark = markOf(voter, subject, item);
        const key = mark === null ? 0 : mark + 1;
        await page.keyboard.press(String(at.slip && sheet === 0 && subject === 0 && item === 0 ? (key % 4) + 1 : key));
      }
    }
    if (sheet === 0) await shot(page, 'hall-paper');
    if (sheet + 1 < at.voters.length) await page.getByRole('button', { name: '下一张' }).click();
  }
  await page.getByRole('button', { name: '录完提交' }).click();
  await see(page.getByText(at.slip ? '两遍有 1 处不一致，请拿原票核对' : /^(已提交|两遍一致，\d+ 张已计入)$/));
}

/** The third look: with the sheet in hand, each of two people says what it shows. */
export async function lookAgain(world: World, page: Page, meeting: string, at: { readonly title: string; readonly option: string; readonly last: boolean }): Promise<void> {
  await world.go(page, `/meetings/${meeting}/paper`);
  await page.getByRole('table', { name: at.title }).getByRole('link', { name: '核对' }).click();
  await see(page.getByText('第 1 张 · '));
  expect(await page.locator('.paper-decide > li').count()).toBe(1);
  await page.locator('.paper-decide label').filter({ hasText: new RegExp(`^${at.option}$`) }).click();
  await page.getByRole('button', { name: '提交核对' }).click();
  await see(page.getByText(at.last ? /核对一致，\d+ 张已计入/ : '已记下，等另一人核对'));
}

/** Fills the ledger of the classes that had sheets: some spoiled, the rest unused, all returned. */
export async function fillLedger(page: Page, classes: readonly { readonly title: string; readonly paper: number }[], spoiled: number): Promise<void> {
  for (const { title, paper } of classes) {
    const field = (name: string): ReturnType<Page['getByLabel']> => page.getByLabel(`${title}${name}`, { exact: true });
    await field('领入').fill(String(paper + spoiled + 3));
    await field('作废换发').fill(String(spoiled));
    await field('未用').fill('3');
    await field('收回').fill(String(paper));
  }
  await page.getByRole('button', { name: '保存台账' }).click();
  await see(page.getByText('台账已保存'));
}
