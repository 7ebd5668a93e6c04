import { expect } from '@jest/globals';
import { readDocx } from '@shuping/office';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { dialog, see, shot, type World } from '../../harness.ts';

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

async function fromTheCard(world: World): Promise<Page> {
  const page = await (await world.profile({ acceptDownloads: true })).newPage();
  await page.goto(`${world.console}/login`);
  await page.getByRole('button', { name: /开周期、核报告.*叶知微/ }).click();
  await page.waitForURL('**/home');
  await see(page.getByRole('heading').first());
  return page;
}

/** The first half of what a visitor does in five minutes, while the county's sessions are planned: a card on the sign-in page, the tour, a weight that is drawn with the mouse and stepped by keyboard, a rehearsal in which a phone votes. */
export async function firstMinutes(world: World, meeting: string): Promise<void> {
  const page = await fromTheCard(world);
  await tour(page);
  await shot(page, 'five-minutes-home');
  await weight(world, page);
  await rehearsal(world, page, meeting);
  await world.leave(page);
}

/** Offered once; by Enter and the arrow keys to its end; then only under help. */
async function tour(page: Page): Promise<void> {
  const complaints: string[] = [];
  page.on('console', (line) => void (/Content Security Policy/.test(line.text()) ? complaints.push(line.text()) : null));
  await page.getByRole('button', { name: '看一遍' }).click();
  for (let stop = 1; stop < 5; stop += 1) {
    await see(page.getByText(`${stop} / 5`));
    await page.locator('#tour-next:focus').waitFor();
    await page.keyboard.press(stop % 2 ? 'Enter' : 'ArrowRight');
  }
  await see(page.getByText('随时可以再看一遍'));
  await page.getByRole('button', { name: '看完了' }).click();
  await page.reload();
  await see(page.getByRole('tab', { name: '待办' }));
  expect(await page.getByText('第一次来').count()).toBe(0);
  await page.getByRole('button', { name: '帮助' }).click();
  await page.getByRole('menuitem', { name: '五步导览' }).click();
  await see(page.getByText('1 / 5'));
  await page.keyboard.press('Escape');
  await page.getByText('1 / 5').waitFor({ state: 'hidden' });
  expect(complaints).toEqual([]);
}

/** A draft in which one weight grows under the mouse until the sum is wrong, is fitted, and grows again under the arrow keys. Thrown away. */
async function weight(world: World, page: Page): Promise<void> {
  const office = await world.stage.as('xian1-zuzhi');
  const { items } = await office.get<{ items: { id: string; name: string }[] }>(`/api/organisations?q=${encodeURIComponent('中共桐坞县委员会')}&limit=200`);
  const county = items.find((one) => one.name === '中共桐坞县委员会')!;
  const { id } = await office.post<{ id: string }>('/api/layers', { orgId: county.id, sector: 'agency', year: 2026, from: 'published' });
  await world.go(page, `/schemes/layers/${id}`);
  const field = page.getByRole('textbox', { name: '平时考核', exact: true }).first();
  await see(field);
  const was = Number(await field.inputValue());
  const grip = page.getByRole('row').filter({ has: field }).locator('.schemes-grip');
  const box = (await grip.boundingBox())!;
  await page.mouse.move(box.x + 5, box.y + 8);
  await page.mouse.down();
  for (const way of [10, 20, 31]) await page.mouse.move(box.x + 5 + way, box.y + 8);
  await page.mouse.up();
  expect(await field.inputValue()).toBe(String(was + 5));
  await see(page.getByText(/合计 105/));
  expect(await page.getByRole('button', { name: '发布', exact: true }).isDisabled()).toBe(true);
  await shot(page, 'five-minutes-weight');
  await page.getByRole('button', { name: '按比例补齐' }).first().click();
  await page.getByText(/合计 105/).first().waitFor({ state: 'hidden' });
  const fitted = Number(await field.inputValue());
  await field.focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Shift+ArrowUp');
  expect(Number(await field.inputValue())).toBeCloseTo(fitted + 6, 6);
  await see(page.getByText(/合计 106/));
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '按比例补齐' }).first().click();
  await page.getByText(/合计 106/).first().waitFor({ state: 'hidden' });
  await world.go(page, '/home');
  const { version } = await office.get<{ version: number }>(`/api/layers/${id}`);
  await office.call('DELETE', `/api/layers/${id}`, { version });
}

/** The clerk rehearses: a phone scans the code on the wall and votes, the big screen follows, and everything is wiped with a certificate. */
async function rehearsal(world: World, page: Page, meeting: string): Promise<void> {
  await world.go(page, `/meetings/${meeting}/cockpit`);
  await page.getByRole('button', { name: '开始演练' }).click();
  await see(page.getByText('演练：正在签到'));
  const office = await world.stage.as('xian1-zuzhi');
  const { items } = await office.get<{ items: { id: string; walkIn: string; fingerprint: string }[] }>(`/api/meetings/${meeting}/rehearsals`);
  const { id, walkIn, fingerprint } = items[0]!;
  const phone = await (await world.profile(PHONE)).newPage();
  await phone.goto(`${world.ballot}/v/${id}#walk-in.${walkIn}.${fingerprint}`);
  await see(phone.getByRole('heading', { name: '已签到，票号已封好' }));
  await page.getByRole('button', { name: '演练开始投票' }).click();
  await see(page.getByText('演练：正在投票'));
  const screen = await page.context().newPage();
  await world.go(screen, `/screen/${meeting}`);
  await see(screen.getByText('演练：票不计入任何结果'));
  // townships and agencies, each under its own scheme: two ballots, filled in on one page
  await see(phone.getByRole('button', { name: '看一眼全部' }));
  for (const item of await phone.locator('fieldset').all()) await item.locator('label').first().click();
  const people = Number(/(\d+) \/ (\d+)/.exec(await phone.getByText(/^已评 \d+ \/ \d+/).innerText())![2]);
  await see(phone.getByText(`已评 ${people} / ${people} 位`));
  await shot(phone, 'five-minutes-phone');
  await phone.getByRole('button', { name: '看一眼全部' }).click();
  await phone.getByRole('button', { name: `提交 ${people} 人` }).click();
  await see(phone.getByRole('heading', { name: '已提交' }));
  await shot(screen, 'five-minutes-screen');
  await screen.close();
  await phone.context().close();
  await page.getByRole('button', { name: '演练截止投票' }).click();
  await see(page.getByText('演练：投票已截止'));
  await page.getByRole('button', { name: '清除演练' }).click();
  await dialog(page).getByRole('button', { name: '清除演练' }).click();
  await see(page.getByRole('link', { name: '演练清除证明' }));
}

/** The second half, after the year has been played: the year on the rail, a score with where it comes from, the ledger, the dashboard with a figure that leads to its list, and the circular as a Word file that says what was closed. */
export async function lastMinutes(world: World): Promise<void> {
  const page = await fromTheCard(world);

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

  await world.go(page, '/dashboard');
  const places = page.locator('.dash-main table').first();
  await see(places.getByRole('link').first());
  await shot(page, 'five-minutes-dashboard');
  await places.getByRole('link').first().click();
  await page.waitForURL(/\/dashboard.+/);

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
