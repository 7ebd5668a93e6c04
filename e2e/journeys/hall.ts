import { expect } from '@jest/globals';
import type { SealFile } from '@shuping/ballot-box';
import { all, type Assessee, type Cycle } from '@shuping/year';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { see, shot, type World } from '../harness.ts';
import { bothConfirmed, confirm, countHeads, download, go, planMeeting, printSlips, replaceLost, voidSpare } from './hall/desk.ts';
import { fillLedger, lookAgain, typeBatch } from './hall/paper.ts';
import { castBallot, checkIn, inTurns, isTurnedAway, Pockets, type Phone } from './hall/phones.ts';
import { CLASSES, Expected, markOf, PHONES, SHEETS } from './hall/plan.ts';
import { shortYear } from './hall/year.ts';

const HEARD = 4;

type Hall = { readonly world: World; readonly meeting: string; readonly clerk: Page; readonly scrutineers: readonly [Page, Page]; readonly screen: Page; readonly folder: string };
type Sheet = { subjects: { id: string }[]; form: { items: { id: string }[] } };

/** The whole meeting, from the plan to the recount: clerk, two scrutineers, big screen, thirty phones, ten sheets of paper, a phone lost, a network cut. */
export async function wholeMeeting(world: World): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'shuping-hall-'));
  try {
    const cycle = await shortYear(world.stage, HEARD);
    const clerk = await world.signIn('zuzhiyuan');
    const meeting = await planMeeting(world, clerk);
    const { slips, code } = await printSlips(clerk);
    const scrutineers: [Page, Page] = [await world.signIn('jianpiao1'), await world.signIn('jianpiao2')];
    const screen = await (await world.profile({ viewport: { width: 1920, height: 1080 }, storageState: await clerk.context().storageState() })).newPage();
    const hall: Hall = { world, meeting, clerk, scrutineers, screen, folder };
    for (const page of [clerk, ...scrutineers]) await world.go(page, `/meetings/${meeting}/cockpit`);
    await world.go(screen, `/screen/${meeting}`);

    const phones = await checkInAll(hall, slips, code);
    await debriefs(hall, cycle);
    const sheet = await openVoting(hall);
    const receipts = await inTurns(phones, (phone, at) => castBallot(phone, HEARD, at === 0));
    await closeVoting(hall);
    await countPaper(hall);
    await seal(hall);
    await checkFiles(hall, { receipts, sheet, phones });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Everybody draws a slip and scans it; two slips stay in the box; one phone is lost and replaced. */
async function checkInAll({ world, meeting, clerk, scrutineers, screen }: Hall, slips: Awaited<ReturnType<typeof printSlips>>['slips'], code: string): Promise<Phone[]> {
  expect(slips).toHaveLength(PHONES + 2);
  await go(clerk, '开始签到', '签到');
  await see(screen.getByRole('heading', { name: '正在签到' }));
  await see(screen.getByText(code));
  await shot(screen, 'hall-screen-waiting');
  const drawn = CLASSES.flatMap((one) => slips.filter((slip) => slip.class === one.id).slice(0, one.phones));
  const pockets = new Pockets(world);
  const ballot = `${world.ballot}/v/${meeting}`;
  // the one that will be cut off, and the one that will be lost, share a browser with nobody
  const phones = await inTurns(drawn, async (slip, voter) => checkIn(await (voter === 0 || voter === PHONES - 1 ? pockets.own() : pockets.page(voter)), ballot, slip, { voter, code }));
  await isTurnedAway(await pockets.own(), phones[0]!.address);
  const lost = phones.at(-1)!;
  await lost.page.context().close();
  await countHeads(clerk);
  await voidSpare(clerk, slips.filter((slip) => !drawn.includes(slip)));
  const again = await replaceLost(world, meeting, { clerk, scrutineers }, CLASSES.at(-1)!.title);
  const replaced = await checkIn(await pockets.own(), ballot, again, { voter: lost.voter, code });
  await world.go(clerk, `/meetings/${meeting}/cockpit`);
  await see(clerk.getByText('补发 1 张'));
  await shot(clerk, 'hall-check-in');
  await go(clerk, '结束签到', '述职与点评');
  return [...phones.slice(0, -1), replaced];
}

/** Each is heard and commented on. */
async function debriefs({ world, meeting, clerk }: Hall, cycle: Cycle): Promise<void> {
  const { stage } = world;
  const leader = await stage.as(stage.host.leader);
  for (const one of await all<Assessee>(await stage.officer, `/api/cycles/${cycle.id}/assessees`)) {
    await leader.put(`/api/meetings/${meeting}/comments/${one.id}`, { speaker: '主持领导', text: `${one.personName}同志的述职实在，联系群众还要再主动。`, problems: [] });
    await (await stage.officer).patch(`/api/meetings/${meeting}/agenda/${one.id}`, { done: true, spokenSeconds: 280 });
  }
  await see(clerk.getByText(`已述职 ${HEARD} / ${HEARD} 人`));
}

/** Opened by two, each of whom keeps a key for the recount. */
async function openVoting({ world, meeting, clerk, scrutineers, screen, folder }: Hall): Promise<Sheet> {
  await see(clerk.getByText('需两名监票人确认，已确认 0 名'));
  for (const [at, page] of scrutineers.entries()) await confirm(page, '开始投票', join(folder, `key-${at}.pem`));
  await bothConfirmed(clerk);
  await go(clerk, '开始投票', '投票');
  await see(screen.getByRole('heading', { name: '正在投票' }));
  await see(screen.getByText('收到 5 张后显示张数'));
  await shot(screen, 'hall-screen-voting');
  await screen.context().setOffline(true);
  // the last picture stands, and says since when
  await see(screen.getByText(/连接中断 \d+ 秒，正在重连/));
  await see(screen.getByRole('heading', { name: '正在投票' }));
  await screen.context().setOffline(false);
  await screen.getByText(/连接中断/).waitFor({ state: 'hidden' });
  return (await (await fetch(`${world.server.url}/vote/${meeting}/sheets/r1/peers`)).json()) as Sheet;
}

/** Closed by two; paper must be accounted for before. */
async function closeVoting({ world, meeting, clerk, scrutineers, screen }: Hall): Promise<void> {
  await see(screen.getByText('✓ 已齐'));
  await see(clerk.getByText(/纸质票账不平/));
  await world.go(clerk, `/meetings/${meeting}/paper`);
  await fillLedger(clerk, CLASSES.filter((one) => one.paper > 0), 1);
  await world.go(clerk, `/meetings/${meeting}/cockpit`);
  for (const page of scrutineers) await confirm(page, '截止投票');
  await bothConfirmed(clerk);
  await go(clerk, '截止投票', '清点');
  await see(screen.getByRole('heading', { name: '投票已截止' }));
}

/** Sheets of two classes, typed by two people; in one batch a slip of the finger, settled by a third look. */
async function countPaper({ world, meeting, clerk, scrutineers: [one, other] }: Hall): Promise<void> {
  await see(clerk.getByText('收回的纸质票还有 4 张没有计入'));
  await world.go(clerk, `/meetings/${meeting}/paper`);
  const withPaper = CLASSES.filter(({ paper }) => paper > 0);
  for (const { paper } of withPaper) {
    await clerk.getByRole('button', { name: '分一批' }).first().click();
    await see(clerk.getByText(`${paper} 张`, { exact: true }));
  }
  for (const { title, id } of withPaper) {
    const batch = { title, voters: paperVoters(id), people: HEARD };
    await typeBatch(world, one, meeting, batch);
    await typeBatch(world, other, meeting, { ...batch, slip: id === 'peers' });
    if (id !== 'peers') continue;
    const option = ['好', '较好', '一般', '差'][markOf(batch.voters[0]!, 0, 0)!]!;
    await lookAgain(world, one, meeting, { title, option, last: false });
    await lookAgain(world, other, meeting, { title, option, last: true });
  }
}

/** People with paper come after those with phones. */
function paperVoters(id: string): number[] {
  const before = CLASSES.slice(0, CLASSES.findIndex((one) => one.id === id)).reduce((sum, one) => sum + one.paper, 0);
  return Array.from({ length: CLASSES.find((one) => one.id === id)!.paper }, (_, n) => PHONES + before + n);
}

async function seal({ world, meeting, clerk, scrutineers, screen }: Hall): Promise<void> {
  for (const page of [clerk, ...scrutineers]) await world.go(page, `/meetings/${meeting}/cockpit`);
  for (const page of scrutineers) await confirm(page, '封存');
  await bothConfirmed(clerk);
  await go(clerk, '封存', '封存');
  await see(screen.getByRole('heading', { name: '票已封存' }));
  await shot(screen, 'hall-screen-sealed');
  await shot(clerk, 'hall-sealed');
}

/** Counts, receipts and every figure against what was marked here; then the check and the recount without the server's help. */
async function checkFiles({ world, clerk, folder }: Hall, cast: { readonly receipts: readonly string[]; readonly sheet: Sheet; readonly phones: readonly Phone[] }): Promise<void> {
  const file = await download(clerk, '下载封存文件', folder);
  const sealed = JSON.parse(file.text) as SealFile & { paper: number };
  // the lost phone keeps a ticket that nobody casts; the slip given instead of it is told apart
  expect(sealed.counts).toEqual(Object.fromEntries(CLASSES.map((one, at) => [one.id, at === CLASSES.length - 1 ? { issued: one.phones + one.paper + 1, returned: one.phones + one.paper, uncast: 1, replaced: 1 } : { issued: one.phones + one.paper, returned: one.phones + one.paper, uncast: 0 }])));
  expect(sealed.paper).toBe(SHEETS);
  expect(sealed.receipts).toHaveLength(PHONES);
  expect([...sealed.receipts].sort()).toEqual([...cast.receipts].sort());

  const expected = new Expected();
  const subjects = cast.sheet.subjects.map((one) => one.id);
  const items = cast.sheet.form.items.map((one) => one.id);
  for (const phone of cast.phones) expected.add(phone.class, phone.voter, subjects, items);
  for (const { id } of CLASSES) for (const voter of paperVoters(id)) expected.add(id, voter, subjects, items);
  for (const subject of subjects) for (const { id, phones, paper } of CLASSES) {
    const tally = sealed.tallies[subject]![id]!;
    expect([id, tally.valid, tally.invalid ?? 0]).toEqual([id, phones + paper, 0]);
    for (const item of items) expect([item, tally.items[item]]).toEqual([item, expected.at(subject, id, item)]);
  }

  const { server } = world;
  expect(await server.command(['ballot', 'verify', file.path])).toContain('ballot.verified');
  const box = await download(clerk, '下载重新计票包', folder);
  const keys = [0, 1].flatMap((at) => ['--key', join(folder, `key-${at}.pem`)]);
  const recounted = await server.command(['ballot', 'verify', file.path, '--recount', box.path, ...keys]);
  expect(recounted).toContain('ballot.recounted');
  expect(recounted).toContain(`"tickets":${PHONES}`);
  // one of the two keys opens nothing, and a file in which one figure has changed is told
  await expect(server.command(['ballot', 'verify', file.path, '--recount', box.path, ...keys.slice(0, 2)])).rejects.toThrow();
  const forged = join(folder, 'forged.json');
  await writeFile(forged, file.text.replace('"valid":25', '"valid":26'));
  await expect(server.command(['ballot', 'verify', forged])).rejects.toThrow();
  await remarks(clerk);
}

/** Six wrote about the first person heard, three about the second: the six are shown together, the three nowhere. */
async function remarks(clerk: Page): Promise<void> {
  await clerk.getByRole('button', { name: '看意见建议' }).click();
  await see(clerk.getByText('6 条'));
  await shot(clerk, 'hall-remarks');
  expect(await clerk.locator('.remarks').count()).toBe(1);
  expect((await clerk.locator('.remarks li').allInnerTexts()).sort()).toEqual([...'一二三四五六'].map((n) => `走访时多听年轻同志讲${n}`).sort());
}
