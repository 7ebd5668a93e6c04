import { expect } from '@jest/globals';
import { HttpFailure } from '@shuping/year';
import type { Page } from 'playwright-core';
import { dialog, see, shot, type World } from '../harness.ts';
import { published } from './published.ts';

/** The department's editor tries to give research less than the university allows. */
export async function lockedWeight(world: World): Promise<void> {
  const { stage } = world;
  await published(stage);
  const page = await world.signIn('zuzhiyuan');
  await page.getByRole('link', { name: '考核方案' }).click();
  await page.getByRole('button', { name: '新建草稿' }).click();
  await page.getByRole('menuitem', { name: '从本年度现行版本开始' }).click();
  await dialog(page).getByRole('button', { name: '建立' }).click();
  await page.waitForURL('**/schemes/layers/*');
  const id = page.url().split('/').at(-1)!;
  const research = page.getByRole('textbox', { name: '调研了解', exact: true }).first();
  await see(research);
  expect(await page.getByRole('textbox', { name: '领导点评', exact: true }).count()).toBe(0);
  const publish = page.getByRole('button', { name: '发布', exact: true });
  await see(page.getByText('可以发布'));
  expect(await publish.isEnabled()).toBe(true);

  await research.fill('10');
  await see(page.getByText('“校”层限定 15 – 25，现为 10'));
  expect(await research.getAttribute('aria-invalid')).toBe('true');
  expect(await publish.isDisabled()).toBe(true);
  await shot(page, 'scheme-editor');

  const editor = await stage.as('zuzhiyuan');
  const draft = await stage.until('the saved draft', () => editor.get<{ version: number; changes: { path: string; value?: unknown }[] }>(`/api/layers/${id}`), (one) => one.changes.some((change) => change.path === 'score/nodes/base/inputs/research/weight' && change.value === 10));
  const refused = await editor.post(`/api/layers/${id}/publish`, {}, { version: draft.version }).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(HttpFailure);
  expect((refused as HttpFailure).problem.code).toBe('layer.unpublishable');
  expect(JSON.stringify((refused as HttpFailure).problem.issues)).toContain('layer.range-broken');

  await tightens(page);
  await page.getByRole('button', { name: '放弃草稿' }).click();
  await dialog(page).getByRole('button', { name: '放弃草稿' }).click();
  await page.waitForURL('**/schemes?*');
  await world.leave(page);
}

/** Within the lock the weight moves, and a narrower lock for those below is taken. */
async function tightens(page: Page): Promise<void> {
  const research = page.getByRole('textbox', { name: '调研了解', exact: true }).first();
  await research.fill('22');
  await page.getByRole('button', { name: '按比例补齐' }).first().click();
  await see(page.getByText('合计 100'));
  const value = Number(await research.inputValue());
  expect(value).toBeGreaterThanOrEqual(15);
  expect(value).toBeLessThanOrEqual(25);
  const row = page.getByRole('row').filter({ has: research });
  await row.getByRole('button', { name: '给下级加锁：调研了解' }).click();
  // the editor answers a choice once the scheme is folded again
  await page.getByRole('radio', { name: '限定范围' }).click();
  await page.getByLabel('不低于').fill('18');
  await page.getByLabel('不高于').fill('24');
  await page.keyboard.press('Escape');
  await see(row.getByText('18 – 24'));
  await page.getByRole('button', { name: '按算出的更新' }).click();
  await see(page.getByText('可以发布'));
  expect(await page.getByRole('button', { name: '发布', exact: true }).isEnabled()).toBe(true);
}
