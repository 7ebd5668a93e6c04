import { expect } from '@jest/globals';
import { advance, all, enterScores, type Assessee } from '@shuping/year';
import { dialog, see, shot, type World } from '../harness.ts';

type Overview = { stage: string; version: number; rail: { stage: string; opens: string | null }[] };
type Member = { assesseeId: string; personName: string; grade: string | null; computed: string | null; score: { shown: string } | null };
type Board = { pools: { members: Member[] }[] };

/** The office opens the year: cycle, assessees, research. */
export async function officeOpensTheYear(world: World): Promise<void> {
  const { stage } = world;
  const officer = await stage.officer;
  const host = await stage.organisation(stage.host.orgName);
  const page = await world.signIn('zuzhiyuan');
  await page.getByRole('link', { name: '周期总览' }).click();
  await page.getByRole('button', { name: '新建周期' }).click();
  await dialog(page).getByRole('button', { name: '新建并确认对象' }).click();
  await page.waitForURL('**/cycles/*/assessees');
  const id = page.url().split('/').at(-2)!;
  const names = page.getByRole('checkbox', { name: /^纳入 / });
  await see(names.nth(11));
  expect(await names.count()).toBe(12);
  for (const box of await names.all()) expect(await box.isChecked()).toBe(true);
  await page.getByRole('button', { name: '保存名单' }).click();
  await see(page.getByText('名单已确认'));

  const cycle = { id, hostId: host.id, hostPath: host.path, year: 2026 };
  const opens = (await officer.get<Overview>(`/api/cycles/${id}`)).rail.find((one) => one.stage === 'research')?.opens;
  if (opens) await stage.day(opens);
  await world.go(page, `/cycles/${id}`);
  await see(page.getByText('可以进入“调研”'));
  await page.getByRole('button', { name: '进入“调研”' }).click();
  await dialog(page).getByRole('button', { name: '进入', exact: true }).click();
  await see(page.getByText('已进入“调研”'));
  await see(page.locator('[aria-current="step"]', { hasText: '调研' }));
  await see(page.getByRole('table', { name: '覆盖' }).getByText('12 / 12'));
  expect((await officer.get<Overview>(`/api/cycles/${id}`)).stage).toBe('research');

  world.cycle = cycle;
  world.assessees = await all<Assessee>(officer, `/api/cycles/${id}/assessees`);
  expect(world.assessees).toHaveLength(12);
  await advance(stage, cycle, 'reporting');
  await enterScores(stage, cycle, world.assessees);
  await page.reload();
  await see(page.locator('[aria-current="step"]', { hasText: '撰写' }));
  await shot(page, 'cycle-overview');
  await world.leave(page);
}

/** After the meeting: the office computes and reads an account, the secretary of the committee confirms the grades, the ledger holds what was said. */
export async function officeSettlesTheYear(world: World): Promise<void> {
  const { stage } = world;
  const { cycle } = world.year;
  await advance(stage, cycle, 'grading');
  const page = await world.signIn('zuzhiyuan');
  await page.getByRole('link', { name: '核算台' }).click();
  await page.getByRole('button', { name: '开始核算' }).click();
  await see(page.getByText('已核算：更新 12 人'));
  const rows = page.getByRole('table', { name: '核算台' }).locator('tbody tr');
  await see(rows.nth(11));
  expect(await rows.count()).toBe(12);
  await shot(page, 'scoring');
  const officer = await stage.officer;
  const computed = (await officer.get<Board>(`/api/cycles/${cycle.id}/board`)).pools.flatMap((pool) => pool.members);
  const one = computed.find((member) => member.score !== null)!;
  await rows.filter({ hasText: one.personName }).click();
  await see(page.getByRole('heading', { name: `${one.personName}的等次是怎么来的` }));
  await see(page.getByRole('table', { name: '得分推导' }).getByText(one.score!.shown));
  await see(page.getByText('与封存结果一致'));
  await shot(page, 'explained-score');

  await confirmGrades(world);
  const decided = (await officer.get<Board>(`/api/cycles/${cycle.id}/board`)).pools.flatMap((pool) => pool.members);
  expect(decided.map((member) => member.grade)).toEqual(decided.map((member) => member.computed));
  expect(decided.every((member) => member.grade !== null)).toBe(true);

  const items = await stage.until('items from comments', () => all<{ source: string; title: string }>(officer, `/api/problems?cycleId=${cycle.id}&source=comment`), (list) => list.length > 0);
  await page.getByRole('link', { name: '整改台账' }).click();
  await page.getByLabel('来源').selectOption({ label: '会上点评' });
  const ledger = page.getByRole('table', { name: '整改台账' });
  await see(ledger.getByText(items[0]!.title));
  // the list of all sources stands until the chosen one has come
  await stage.until('the ledger of comments', () => ledger.locator('tbody tr').count(), (rows) => rows === items.length);
  expect(await ledger.locator('tbody tr').filter({ hasText: '会上点评' }).count()).toBe(items.length);
  expect(await ledger.locator('tbody tr').count()).toBe(items.length);
  await ledger.locator('tbody tr').first().click();
  await shot(page, 'ledger');
  await world.leave(page);
}

async function confirmGrades(world: World): Promise<void> {
  const page = await world.signIn('shuji');
  await page.getByRole('link', { name: '等次评定' }).click();
  await see(page.getByRole('button', { name: '审定本组等次' }));
  await shot(page, 'board');
  await page.getByRole('button', { name: '审定本组等次' }).click();
  for (const reason of await dialog(page).getByRole('textbox').all()) await reason.fill('本年度各支部整改到位情况普遍较好，经集体研究，按实际得分定等。');
  await dialog(page).getByRole('button', { name: '审定', exact: true }).click();
  await see(page.getByText('已记下 12 人的等次'));
  await world.leave(page);
}
