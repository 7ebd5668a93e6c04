import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { dialog, see, shot, type World } from '../harness.ts';
import { published } from './published.ts';

/** A draft of the department's own layer, opened in the designer. */
async function draft(world: World): Promise<Page> {
  await published(world.stage);
  const page = await world.signIn('zuzhiyuan');
  await page.getByRole('link', { name: '考核方案' }).click();
  await page.getByRole('button', { name: '新建草稿' }).click();
  await page.getByRole('menuitem', { name: '从本年度现行版本开始' }).click();
  await dialog(page).getByRole('button', { name: '建立' }).click();
  await page.waitForURL('**/schemes/layers/*');
  return page;
}

/** A worked example that states another score than the rules give: named with its figure, and nothing is published. */
export async function failingExample(world: World): Promise<void> {
  const page = await draft(world);
  await see(page.getByText('可以发布'));
  await page.getByRole('tab', { name: /样例/ }).click();
  const row = page.getByRole('table', { name: '样例' }).getByRole('row').nth(2);
  await row.hover();
  await row.getByRole('button', { name: /^编辑/ }).click();
  const form = dialog(page);
  const stated = form.getByLabel('得分', { exact: true });
  const computed = await stated.inputValue();
  await stated.fill('12.34');
  await form.getByLabel('理由').fill('印发稿上写的是 12.34');
  await form.getByRole('button', { name: '确定' }).click();
  await see(page.getByText(`算出 ${computed}`));
  const name = (await row.locator('.schemes-words').textContent()) ?? '';
  await see(page.getByRole('status').getByText(`${name}：写明 12.34，算出 ${computed}`));
  expect(await page.getByRole('button', { name: '发布', exact: true }).isDisabled()).toBe(true);
  await shot(page, 'failing-example');

  // the whole edit is taken back by keyboard, and made again
  await page.keyboard.press('Control+z');
  await see(page.getByText('可以发布'));
  await page.keyboard.press('Control+y');
  await see(page.getByText(`算出 ${computed}`));

  // beside the version in force, in words
  await see(page.getByText('已保存'));
  await page.getByRole('link', { name: '与使用中的版本对比' }).click();
  const compared = page.getByRole('table', { name: '版本对比' });
  await see(compared.getByRole('row').filter({ hasText: name }).filter({ hasText: '12.34' }).getByText(computed));
  await shot(page, 'compared');
  await page.getByRole('link', { name: '返回方案层' }).click();
  await page.getByRole('button', { name: '放弃草稿' }).click();
  await dialog(page).getByRole('button', { name: '放弃草稿' }).click();
  await page.waitForURL('**/schemes?*');
  await world.leave(page);
}
