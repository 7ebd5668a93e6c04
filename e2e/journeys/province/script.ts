import { expect } from '@jest/globals';
import { readDocx } from '@shuping/office';
import { readFile } from 'node:fs/promises';
import { see, shot, type World } from '../../harness.ts';

/** What a visitor does in five minutes: a card on the sign-in page, the county's desk, its year on the rail, a score with where it comes from, the ledger, and the circular as a Word file that says what was closed. */
export async function fiveMinutes(world: World): Promise<void> {
  const page = await (await world.profile({ acceptDownloads: true })).newPage();
  await page.goto(`${world.console}/login`);
  await page.getByRole('button', { name: /开周期、核报告.*叶知微/ }).click();
  await page.waitForURL('**/home');
  await see(page.getByRole('heading').first());
  await shot(page, 'five-minutes-home');

  const office = await world.stage.as('xian1-zuzhi');
  const { items: cycles } = await office.get<{ items: { id: string; year: number; hostName: string }[] }>('/api/cycles?limit=20');
  const cycle = cycles.find((one) => one.year === 2026)!;
  await world.go(page, `/cycles/${cycle.id}`);
  await see(page.locator('[aria-current="step"]', { hasText: '归档' }));
  await shot(page, 'five-minutes-rail');

  await world.go(page, `/scoring?cycle=${cycle.id}`);
  const rows = page.getByRole('table', { name: '核算台' }).first().locator('tbody tr');
  await see(rows.first());
  await rows.first().click();
  await see(page.getByRole('table', { name: '得分推导' }));
  await shot(page, 'five-minutes-score');

  await world.go(page, `/ledger?cycle=${cycle.id}`);
  await see(page.getByRole('table', { name: '整改台账' }).locator('tbody tr').first());

  await world.go(page, `/publicity?cycle=${cycle.id}&tab=letters`);
  const { items: letters } = await office.get<{ items: { number: string; kind: string }[] }>(`/api/letters?cycleId=${cycle.id}&kind=circular`);
  expect(letters.length).toBeGreaterThan(0);
  const coming = page.waitForEvent('download');
  await page.getByRole('row').filter({ hasText: letters[0]!.number }).getByRole('link', { name: '下载' }).click();
  const file = await coming;
  // the name that the browser suggests depends on the machine's locale
  expect(file.url()).toMatch(/\/api\/letters\/[^/]+\/file$/);
  const read = await readDocx(await readFile(await file.path()));
  if (!read.ok) throw new Error(read.error.code);
  const words = JSON.stringify(read.value);
  expect(words).toContain('整改');
  expect(words).toContain('桐坞县');
  await shot(page, 'five-minutes-circular');
  await world.leave(page);
}
