import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { see, shot, type World } from '../harness.ts';

type Units = { items: { id: string; name: string }[] };
type Sectors = { items: { id: string }[] };

/** The school's office meets nothing of hospitals; the hospital's office does. */
export async function otherSector(world: World): Promise<void> {
  const { stage } = world;
  const officer = await stage.as('zuzhiyuan');
  const department = await stage.organisation(stage.host.orgName);
  const hospitalOffice = await stage.as('yuanban');
  const hospital = (await hospitalOffice.get<Units>('/api/organisations?limit=200')).items.find((one) => one.name === '中共临江省人民医院委员会')!;

  const page = await world.signIn('zuzhiyuan');
  await page.getByRole('link', { name: '考核方案' }).click();
  await see(page.getByRole('heading', { name: /抓基层党建述职评议考核/ }));
  expect(await words(page)).not.toContain('医院');
  await page.getByRole('link', { name: '组织与人员' }).click();
  await see(page.getByText(stage.host.orgName));
  expect(await words(page)).not.toContain('医院');
  await shot(page, 'organisations');
  await world.go(page, `/schemes/${hospital.id}/hospital/2026`);
  await see(page.getByRole('alert').or(page.getByText(/没有找到|找不到/)));
  expect(await words(page)).not.toContain('医院');

  expect(JSON.stringify(await officer.get(`/api/sectors?orgId=${department.id}`))).not.toContain('hospital');
  expect((await officer.get<Sectors>(`/api/organisations/${department.id}/sectors`)).items.map((one) => one.id)).toEqual(['school']);
  for (const org of [department.id, hospital.id]) expect(await officer.status('GET', `/api/schemes/${org}/hospital/2026`)).toBe(404);
  const ward = (await hospitalOffice.get<Units>('/api/organisations?limit=200')).items.find((one) => one.name === '骨科党支部')!;
  expect(await officer.status('GET', `/api/organisations/${ward.id}`)).toBe(404);
  expect(await officer.status('GET', `/api/organisations/${hospital.id}/sectors`)).toBe(404);

  const other = await world.signIn('yuanban');
  await other.getByRole('link', { name: '考核方案' }).click();
  await see(other.getByText(/医院/));
  expect(JSON.stringify(await hospitalOffice.get(`/api/sectors?orgId=${hospital.id}`))).toContain('hospital');
  expect(await hospitalOffice.status('GET', `/api/schemes/${hospital.id}/hospital/2026`)).toBe(200);
  await world.leave(other);
  await world.leave(page);
}

const words = (page: Page): Promise<string> => page.locator('body').innerText();
