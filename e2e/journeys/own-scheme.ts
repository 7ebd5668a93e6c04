import { expect } from '@jest/globals';
import { HOSPITAL } from '@shuping/year';
import type { Scheme } from '@shuping/scheme';
import { scoreExample } from '@shuping/scoring';
import type { Locator, Page } from 'playwright-core';
import { dialog, see, shot, type World } from '../harness.ts';

/** Scheme S44 as its record prints it: three measures of four options, 30/30/40, three groups 20/40/40, additional points without a ceiling. */
const MEASURES = [
  { item: '工作量', options: ['繁重', '较多', '一般', '较少'], weight: '30' },
  { item: '工作效率', options: ['高', '较高', '一般', '较低'], weight: '30' },
  { item: '完成情况', options: ['好', '较好', '一般', '较差'], weight: '40' },
] as const;
const POINTS = ['100', '80', '60', '40'] as const;
const GROUPS = [
  { title: '分管领导', weight: '20', heads: '4', score: '95.5', counts: [[3, 1, 0, 0], [2, 2, 0, 0], [4, 0, 0, 0]] },
  { title: '干部职工', weight: '40', heads: '20', score: '90.04', counts: [[30, 15, 5, 0], [25, 20, 5, 0], [35, 10, 4, 1]] },
  { title: '考核组', weight: '40', heads: '3', score: '92.4', counts: [[2, 3, 0, 0], [3, 2, 0, 0], [4, 1, 0, 0]] },
] as const;
const BONUS = '附加分事项';

/** A clerk whose office has a scheme document of its own enters it: from nothing but the sector's procedure to a published scheme whose worked example agrees to the last digit. */
export async function ownScheme(world: World): Promise<void> {
  const { stage } = world;
  await stage.day('2026-11-01');
  const clerk = await stage.as('yuanban');
  const { id: orgId } = await clerkOrg(world);
  if (!(await clerk.get<{ items: { sector: string }[] }>(`/api/schemes?orgId=${orgId}&year=2026`)).items.some((one) => one.sector === 'agency')) await clerk.post(`/api/organisations/${orgId}/sectors`, { sector: 'agency' });
  const page = await world.signIn('yuanban');
  await page.getByRole('link', { name: '考核方案' }).click();
  await page.getByRole('button', { name: '新建草稿' }).last().click();
  await page.getByRole('menuitem', { name: '自拟方案，不用默认内容' }).click();
  await dialog(page).getByLabel('本级简称').fill('院');
  await dialog(page).getByRole('button', { name: '建立' }).click();
  await page.waitForURL('**/schemes/layers/*');
  await see(page.getByText('领域规则（内容自拟）'));
  await title(page, '机关干部工作实绩量化考核办法');
  await scales(page);
  await ballot(page);
  await groups(page);
  await questions(page);
  await moves(page);
  await score(page);
  await shot(page, 'own-scheme-score');
  await example(page);
  await shot(page, 'own-scheme-example');
  await publish(page);
  await shot(page, 'own-scheme-published');
  await agrees(world, orgId);
  await world.leave(page);
}

async function clerkOrg(world: World): Promise<{ id: string }> {
  const list = await (await world.stage.as('yuanban')).get<{ items: { id: string; name: string }[] }>(`/api/organisations?q=${encodeURIComponent(HOSPITAL.orgName)}`);
  return list.items.find((one) => one.name === HOSPITAL.orgName)!;
}

const tab = (page: Page, name: string): Promise<void> => page.getByRole('tab', { name: new RegExp(`^${name}`) }).click();
const heading = (page: Page, name: string | RegExp): Locator => page.locator('tr.schemes-group').filter({ hasText: name });
const nth = (form: Locator, label: string, n: number): Locator => form.getByRole('group', { name: `${label} ${n + 1}`, exact: true });

async function confirm(page: Page): Promise<void> {
  await dialog(page).getByRole('button', { name: '确定' }).click();
  await dialog(page).waitFor({ state: 'detached' });
}

/** Opens the form of the line with this name. */
async function edit(page: Page, name: string): Promise<Locator> {
  await page.getByRole('button', { name: `编辑“${name}”`, exact: true }).first().click();
  return dialog(page);
}

async function title(page: Page, words: string): Promise<void> {
  await heading(page, '得分构成').getByRole('button', { name: '方案名称' }).click();
  await dialog(page).getByRole('textbox').first().fill(words);
  await confirm(page);
  await see(page.getByRole('heading', { name: words }));
}

/** Each measure has words of its own for the same points. */
async function scales(page: Page): Promise<void> {
  await tab(page, '测评票');
  for (const [n, { options }] of MEASURES.entries()) {
    if (n === 0) await heading(page, '选项与分值').getByRole('button', { name: '编辑整张' }).click();
    else await heading(page, '测评票').getByRole('button', { name: '添加选项表' }).click();
    const form = dialog(page);
    for (const [at, option] of options.entries()) {
      const row = nth(form, '选项', at);
      if (!(await row.isVisible())) await form.getByRole('button', { name: '添加选项' }).click();
      await row.getByLabel('名称').fill(option);
      await row.getByLabel('分值').fill(POINTS[at]!);
    }
    await confirm(page);
  }
}

async function ballot(page: Page): Promise<void> {
  await heading(page, '测评票').getByRole('button', { name: '编辑整张' }).click();
  const form = dialog(page);
  await form.getByLabel('名称', { exact: true }).first().fill('工作实绩测评票');
  for (const [n, { item, options }] of MEASURES.entries()) {
    const row = nth(form, '项目', n);
    if (!(await row.isVisible())) await form.getByRole('button', { name: '添加项目' }).click();
    await row.getByLabel('名称').fill(item);
    await row.getByLabel('选项表').selectOption({ label: options.join(' ') });
    await row.getByLabel('必须').setChecked(true);
  }
  await confirm(page);
}

async function groups(page: Page): Promise<void> {
  await tab(page, '评议主体');
  for (const [n, group] of GROUPS.entries()) {
    const form = n === 0 ? await edit(page, '分管和联系领导') : await added(page, '添加评议主体');
    await form.getByLabel('名称').fill(group.title);
    await form.getByLabel('人员范围').fill(group.title);
    await form.getByLabel('最少人数').fill(group.heads);
    await form.getByLabel('测评票').selectOption({ label: '工作实绩测评票' });
    await form.getByRole('combobox', { name: '人数不足时' }).selectOption({ label: '实名' });
    await confirm(page);
  }
}

async function added(page: Page, name: string): Promise<Locator> {
  await page.getByRole('button', { name, exact: true }).click();
  return dialog(page);
}

async function questions(page: Page): Promise<void> {
  await tab(page, '考题与得分');
  const first = await edit(page, '履行机关党建第一责任人职责');
  await first.getByLabel('名称').fill('工作任务量');
  await confirm(page);
  for (const words of ['工作效率', '完成质量']) {
    const form = await added(page, '添加一题');
    await form.getByLabel('名称').fill(words);
    await form.getByLabel('类型').selectOption({ label: '必述' });
    await form.getByRole('button', { name: '加入', exact: true }).click();
    await form.waitFor({ state: 'detached' });
  }
  const bonus = await added(page, '添加考题');
  await bonus.getByLabel('名称').fill(BONUS);
  await bonus.getByLabel('种类').selectOption({ label: '加分' });
  await bonus.getByRole('button', { name: '加上评分人' }).click();
  await bonus.getByRole('combobox', { name: /^评分人/ }).selectOption({ label: '机关党委办公室' });
  await bonus.getByRole('button', { name: '加上分值' }).click();
  await bonus.getByLabel('最高').fill('100');
  await confirm(page);
}

/** A question is moved by keyboard and by the mouse; both are said aloud and can be taken back. */
async function moves(page: Page): Promise<void> {
  const titles = (): Promise<string[]> => page.locator('tr[data-row^="questions/"] .schemes-words').allTextContents();
  const handle = (name: string): Locator => page.getByRole('button', { name: `移动“${name}”`, exact: true });
  const before = await titles();
  expect(before).toEqual(['工作任务量', '工作效率', '完成质量', BONUS]);
  await handle('完成质量').focus();
  await page.keyboard.press('Alt+ArrowUp');
  await see(page.getByText('“完成质量”移到第 2 位，共 4 位'));
  expect(await titles()).toEqual(['工作任务量', '完成质量', '工作效率', BONUS]);
  await handle('工作效率').dragTo(page.locator('tr').filter({ has: handle('工作任务量') }));
  await see(page.getByText('已移动'));
  expect(await titles()).toEqual(['工作效率', '工作任务量', '完成质量', BONUS]);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  expect(await titles()).toEqual(before);
}

/** Three tallies under one sum, additional points on top of it. */
async function score(page: Page): Promise<void> {
  for (const [n, group] of GROUPS.entries()) {
    const form = n === 0 ? await edit(page, '分管和联系领导') : await added(page, '添加计分项');
    if (n > 0) await form.getByLabel('计分方式').selectOption({ label: '等次测评' });
    await form.getByLabel('名称').fill(group.title);
    await form.getByLabel('评议主体').selectOption({ label: group.title });
    await form.getByLabel('测评票').selectOption({ label: '工作实绩测评票' });
    for (const [at, { item, weight }] of MEASURES.entries()) {
      const row = nth(form, '项目', at);
      if (!(await row.isVisible())) await form.getByRole('button', { name: '添加项目' }).click();
      await row.getByRole('combobox').first().selectOption({ label: item });
      await row.getByLabel('权重').fill(weight);
    }
    await confirm(page);
  }
  const account = await added(page, '添加计分项');
  await account.getByLabel('计分方式').selectOption({ label: '加减分事项' });
  await account.getByLabel('放在').selectOption({ label: '暂不放入' });
  await account.getByLabel('名称').fill('附加分');
  await account.getByRole('checkbox', { name: BONUS }).check();
  await account.getByLabel('同一事项').selectOption({ label: '合计' });
  await confirm(page);
  const total = await added(page, '添加计分项');
  await total.getByLabel('计分方式').selectOption({ label: '加减调整' });
  await total.getByLabel('放在').selectOption({ label: '暂不放入' });
  await total.getByLabel('名称').fill('考核得分');
  await total.getByLabel('基础分').selectOption({ label: '综合得分' });
  await total.getByRole('checkbox', { name: '附加分', exact: true }).check();
  await confirm(page);
  await heading(page, '得分构成').getByRole('button', { name: '得分总设' }).click();
  await dialog(page).getByLabel('总分取自').selectOption({ label: '考核得分' });
  await dialog(page).getByLabel('保留位数').fill('3');
  await confirm(page);
  for (const group of GROUPS) await page.getByRole('textbox', { name: group.title, exact: true }).fill(group.weight);
  await see(heading(page, '得分构成').getByText('合计 100'));
}

/** K1: 95.5, 90.04 and 92.4 make 92.076; 1.5 additional points make 93.576. */
async function example(page: Page): Promise<void> {
  await tab(page, '样例');
  for (const group of GROUPS) {
    for (const [n, { item, options }] of MEASURES.entries()) {
      for (const [at, option] of options.entries()) await page.getByLabel(`${group.title} ${item} ${option}`, { exact: true }).fill(String(group.counts[n]![at]));
    }
  }
  await page.getByLabel(BONUS, { exact: true }).fill('1.5');
  const result = page.getByRole('status', { name: '试算结果' });
  await see(result.getByText('93.576'));
  for (const group of GROUPS) await see(page.getByRole('row', { name: new RegExp(`^${group.title} ${group.score.replace('.', '\\.')}0*$`) }));
  await page.getByLabel('样例名称').fill('三方测评加附加分');
  await page.getByRole('button', { name: '存为样例' }).click();
  await see(page.getByRole('row', { name: /三方测评加附加分/ }));
}

async function publish(page: Page): Promise<void> {
  await see(page.getByText('可以发布'));
  await page.getByRole('button', { name: '发布', exact: true }).click();
  await dialog(page).getByRole('button', { name: '发布', exact: true }).click();
  await see(page.getByText('v1 使用中'));
}

type Resolved = { scheme: Scheme; violations: unknown[]; problems: unknown[]; examples: { total: number; passed: number } };

/** What the server resolved: the score of the worked example by the engine, and the locks on procedure that an own scheme keeps. */
async function agrees(world: World, orgId: string): Promise<void> {
  const clerk = await world.stage.as('yuanban');
  const { scheme, violations, problems, examples } = await clerk.get<Resolved>(`/api/schemes/${orgId}/agency/2026`);
  expect([violations, problems, examples]).toEqual([[], [], { total: 1, passed: 1 }]);
  expect(scheme.examples.map(({ expect: stated }) => [stated.score, stated.grade])).toEqual([['93.576', 'hao']]);
  const nodes = scoreExample(scheme, { ...scheme.examples[0]!, expect: { score: '93.576', grade: 'hao' } }).nodes;
  const shown = Object.fromEntries(scheme.score.nodes.map((node) => ['text' in node.title ? node.title.text : node.id, nodes[node.id]]));
  expect(shown).toMatchObject({ 分管领导: expect.stringMatching(/^95\.50*$/), 干部职工: expect.stringMatching(/^90\.040*$/), 考核组: expect.stringMatching(/^92\.40*$/), composite: '92.076', 附加分: expect.stringMatching(/^1\.50*$/), 考核得分: '93.576' });
  expect(scheme.grading.quotas.map((one) => one.id)).toEqual(['hao-cap']);
}
