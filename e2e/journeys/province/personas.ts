import { expect } from '@jest/globals';
import { Actor, all, PASSWORD, type Cycle, type Stage } from '@shuping/year';
import { dialog, see, shot, type World } from '../../harness.ts';

type Units = { items: { id: string; name: string }[] };
type Summary = { id: string; version: number };

async function orgId(actor: Actor, name: string): Promise<string> {
  return (await actor.get<Units>(`/api/organisations?q=${encodeURIComponent(name)}&limit=200`)).items.find((one) => one.name === name)!.id;
}

/** The province's editor opens its scheme for organs, gives those below a narrower range of a weight, and publishes. */
export async function provinceLocks(world: World): Promise<void> {
  const ministry = await world.stage.as('shengzuzhi');
  const province = await orgId(ministry, '中共临江省委员会');
  const draft = await ministry.post<{ id: string }>('/api/layers', { orgId: province, sector: 'agency', year: 2026, from: 'published' });
  const page = await world.signIn('shengzuzhi');
  await world.go(page, `/schemes/layers/${draft.id}`);
  const weight = page.getByRole('textbox', { name: '平时考核', exact: true }).first();
  await see(weight);
  const row = page.getByRole('row').filter({ has: weight });
  await row.getByRole('button', { name: '给下级加锁：平时考核' }).click();
  await page.getByRole('radio', { name: '限定范围' }).click();
  await page.getByLabel('不低于').fill('25');
  await page.getByLabel('不高于').fill('35');
  await page.keyboard.press('Escape');
  await see(row.getByText('25 – 35'));
  await see(page.getByText('可以发布'));
  await shot(page, 'province-locks');
  const kept = await world.stage.until('the saved lock', () => ministry.get<Summary & { locks: { path: string; min?: number }[] }>(`/api/layers/${draft.id}`), (layer) => layer.locks.some((lock) => lock.path === 'score/nodes/base/inputs/routine/weight' && lock.min === 25));
  await ministry.post(`/api/layers/${draft.id}/publish`, {}, { version: kept.version });
  await world.leave(page);
}

/** The county's officer opens the year by hand: the order of the province, a day of the calendar made tighter, the people to be assessed looked through and saved. Gives the cycle. */
export async function countyOpensItsYear(world: World, stage: Stage, programmeId: string): Promise<Cycle> {
  const page = await world.signIn(stage.host.officer);
  await page.getByRole('link', { name: '年度部署' }).click();
  await page.getByRole('table').getByText(/关于开展2026年度/).first().click();
  await page.waitForURL(`**/programmes/${programmeId}`);
  await page.getByRole('button', { name: '开启周期' }).click();
  const days = dialog(page);
  await see(days.getByLabel('述职评议 期限'));
  expect(await days.getByLabel('述职评议 期限').inputValue()).toBe('2026-12-31');
  // later than the order allows is refused with its name; earlier is taken
  await days.getByLabel('述职评议 期限').fill('2027-01-05');
  await days.getByRole('button', { name: '开启周期' }).click();
  await see(days.getByText('“述职评议”不得迟于 2026-12-31（中共临江省委员会部署）'));
  await days.getByLabel('述职评议 期限').fill('2026-12-28');
  await days.getByRole('button', { name: '开启周期' }).click();
  await page.waitForURL('**/cycles/*/assessees');
  const id = page.url().split('/').at(-2)!;
  const names = page.getByRole('checkbox', { name: /^纳入 / });
  await see(names.first());
  const taken = page.getByRole('checkbox', { name: /^纳入 /, checked: true });
  const proposed = await taken.count();
  // one taken out lacks a reason, and comes back
  await taken.first().click();
  await see(page.getByText(/纳入 \d+ 人/));
  expect(await taken.count()).toBe(proposed - 1);
  await page.getByRole('checkbox', { name: /^纳入 /, checked: false }).and(page.locator(':enabled')).first().click();
  expect(await taken.count()).toBe(proposed);
  await shot(page, 'county-assessees');
  await page.getByRole('button', { name: '保存名单' }).click();
  await see(page.getByText('名单已确认'));
  const host = await stage.organisation(stage.host.orgName);
  const kept = await (await stage.officer).get<{ rail: { stage: string; due: string | null }[] }>(`/api/cycles/${id}`);
  expect(kept.rail.find((one) => one.stage === 'meeting')?.due).toBe('2026-12-28');
  expect(await all(await stage.officer, `/api/cycles/${id}/assessees`)).toHaveLength(proposed);
  await world.leave(page);
  return { id, hostId: host.id, hostPath: host.path, year: 2026 };
}

/** The county's editor lowers a weight under what the province allows: the place turns red with the name of the level, and publishing is shut. */
export async function countyTriesToLoosen(world: World): Promise<void> {
  const office = await world.stage.as('xian1-zuzhi');
  const county = await orgId(office, '中共桐坞县委员会');
  const draft = await office.post<{ id: string }>('/api/layers', { orgId: county, sector: 'township', year: 2026, from: 'published' });
  const page = await world.signIn('xian1-zuzhi');
  await world.go(page, `/schemes/layers/${draft.id}`);
  const weight = page.getByRole('textbox', { name: '现场评议', exact: true }).first();
  await see(weight);
  await weight.fill('35');
  await see(page.getByText('“省”层限定 45 – 60，现为 35'));
  expect(await page.getByRole('button', { name: '发布', exact: true }).isDisabled()).toBe(true);
  await shot(page, 'county-loosens');
  await world.leave(page);
}

/** A hospital's office switches its sector on and finds the health commission above it on the guiding line; the commission's layer stands in its scheme. */
export async function hospitalUnderItsGuide(world: World): Promise<void> {
  const ministry = await world.stage.as('shengzuzhi');
  const [province, health] = [await orgId(ministry, '中共临江省委员会'), await orgId(ministry, '临江省卫生健康委员会党组')];
  const { id: hospital } = await ministry.post<{ id: string }>('/api/organisations', { parentId: province, name: '中共临江省第二人民医院委员会', shortName: '省二院党委', kind: 'committee', sector: 'hospital', opensOn: '2015-07-01' });
  await ministry.post(`/api/organisations/${hospital}/edges`, { superiorId: health, line: 'guiding', from: '2016-01-01' });
  const { id: account } = await ministry.post<{ id: string }>('/api/accounts', { orgId: hospital, login: 'eryuan', name: '安若素', personId: null, password: 'Chuci-denglu-99' });
  for (const role of ['org_admin', 'scheme_editor']) await ministry.post('/api/grants', { accountId: account, role, orgId: hospital });
  await (await Actor.signIn(world.server.url, 'eryuan', 'Chuci-denglu-99')).post('/api/password', { current: 'Chuci-denglu-99', next: PASSWORD }, { key: false });
  await ministry.post(`/api/organisations/${health}/sectors`, { sector: 'hospital' });
  const guide = await ministry.post<{ id: string }>('/api/layers', { orgId: health, sector: 'hospital', year: 2026, from: 'empty', tag: '卫健' });
  const { version } = await ministry.put<Summary>(`/api/layers/${guide.id}`, { changes: [{ op: 'set', path: 'publicity/days', value: 7 }], locks: [{ kind: 'range', path: 'publicity/days', min: 7 }] }, (await ministry.get<Summary>(`/api/layers/${guide.id}`)).version);
  await ministry.post(`/api/layers/${guide.id}/publish`, {}, { version });

  const page = await world.signIn('eryuan');
  await world.go(page, `/organisations?unit=${hospital}&tab=lines`);

  await see(page.getByText('临江省卫生健康委员会党组'));
  await world.go(page, `/organisations?unit=${hospital}&tab=sectors`);
  await page.getByRole('row', { name: /医院/ }).getByRole('button', { name: '启用' }).click();
  await see(page.getByRole('row', { name: /医院/ }).getByText('省第二人民医院').or(page.getByText('已启用').first()));
  await shot(page, 'hospital-sector');
  const office = await world.stage.as('eryuan');
  const scheme = await world.stage.until('the scheme of the hospital', () => office.get<{ chain: { owner: { text?: string } }[]; scheme: { publicity: { days: number } } | null }>(`/api/schemes/${hospital}/hospital/2026`).catch(() => null), (seen) => seen !== null);
  expect(scheme!.chain.map((one) => one.owner.text)).toContain('临江省卫生健康委员会党组');
  expect(scheme!.scheme?.publicity.days).toBe(7);
  await world.leave(page);
}
