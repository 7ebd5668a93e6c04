import { expect } from '@jest/globals';
import { advance, approveOpinions } from '@shuping/year';
import { see, shot, type World } from '../harness.ts';

type Board = { pools: { members: { assesseeId: string; personName: string; state: string; grade: string | null }[] }[] };
type Score = { contrast: { grade: string; tests: { holds: boolean }[]; changes: { score: { shown: string } }[] | null } | null };

/** A secretary whose grade is the second best reads how it came about, what stood against the best one, and which single change would have given it (R-G7). */
export async function secretaryReadsWhy(world: World): Promise<void> {
  const { stage } = world;
  const { cycle } = world.year;
  await approveOpinions(stage, cycle);
  await advance(stage, cycle, 'publicity');
  const officer = await stage.officer;
  const board = await stage.until('published results', () => officer.get<Board>(`/api/cycles/${cycle.id}/board`), ({ pools }) => pools.every((pool) => pool.members.every((member) => member.state === 'published')), 90);
  const member = board.pools.flatMap((pool) => pool.members).find((one) => one.grade === 'jiaohao');
  expect(member).toBeDefined();
  const login = await loginOf(world, member!.personName);
  const { contrast } = await (await stage.as(login)).get<Score>(`/api/assessees/${member!.assesseeId}/score`);
  expect(contrast!.grade).toBe('hao');
  expect(contrast!.tests.some((test) => !test.holds)).toBe(true);

  const page = await world.signIn(login);
  await page.getByRole('link', { name: '核算台' }).click();
  await page.locator(`a[href*="/scoring/${member!.assesseeId}"]`).first().click();
  await see(page.getByRole('heading', { name: `${member!.personName}的等次是怎么来的` }));
  await see(page.locator('.scores-verdict').getByText('较好', { exact: true }));
  await see(page.getByRole('heading', { name: /为什么不是.*好/ }));
  expect(await page.locator('.scores-tests > li').count()).toBe(contrast!.tests.length);
  expect(await page.locator('.scores-tests > li.n').count()).toBe(contrast!.tests.filter((test) => !test.holds).length);
  const changes = contrast!.changes ?? [];
  if (changes.length > 0) {
    await see(page.getByRole('heading', { name: '哪一处不同，就会是“好”' }));
    await see(page.locator('.scores-near > li').first().getByText(changes[0]!.score.shown));
  } else await see(page.getByText('没有哪一处单独改动就能达到。'));
  await shot(page, 'why-not-the-best');

  // and under which rules, in plain words
  await page.getByRole('link', { name: '我的考核办法' }).click();
  await see(page.getByRole('heading', { name: '怎么定等' }));
  await see(page.getByText(/不超过 \d+%/));
  await see(page.getByText('5 个工作日'));
  await shot(page, 'plain-rules');
  await world.leave(page);
}

async function loginOf(world: World, name: string): Promise<string> {
  for (const login of world.stage.host.secretaries) {
    const me = await (await world.stage.as(login)).get<{ account: { name: string } }>('/api/me');
    if (me.account.name === name) return login;
  }
  throw new Error(`nobody signs in as ${name}`);
}
