import { expect } from '@jest/globals';
import { REPORTS } from '@shuping/fixtures/reports';
import { writeReport } from '@shuping/office';
import { advance, before, writeReports } from '@shuping/year';
import type { Page } from 'playwright-core';
import { dialog, see, shot, type World } from '../harness.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const LOGIN = 'zhibu07';
/** The problem that her file leaves without a measure, and what she adds. */
const LEFT_OUT = '毕业生党员离校前的教育薄弱';
const ADDED = '\n（四）离校前逐人谈一次。毕业生党员离校前三个月起，我同每一名党员面谈一次，实习在外的打电话，5月底前谈完并记入培养档案，6月由支部大会评议。';
const ASKED = '这一段请写清你本人做了什么。';

type Report = { id: string; state: string; version: number; may: Record<string, unknown>; sections: { id: string; text: string }[] };

/** From the Word file to the accepted report, over a refusal by the checks and a return by the office. */
export async function secretaryReports(world: World): Promise<void> {
  const { stage } = world;
  const { cycle, assessees } = world.year;
  await stage.day(await before(stage, cycle, 'vetting', 3));
  const page = await world.signIn(LOGIN);
  await page.getByRole('link', { name: '述职报告' }).click();
  await importWord(page);
  await mendBlocked(page);
  const author = await stage.as(LOGIN);
  const mine = async (): Promise<Report> => author.get<Report>(`/api/cycles/${cycle.id}/my-report`);
  expect((await mine()).state).toBe('vetting');

  await writeReports(stage, cycle, assessees);
  await advance(stage, cycle, 'vetting');
  const { id } = await mine();
  await sentBack(world, id);
  expect((await mine()).state).toBe('returned');
  await mendReturned(page);
  expect((await mine()).state).toBe('vetting');

  await cutOff(page);
  for (const login of stage.host.vetters) await sign(world, login, id);
  expect((await mine()).state).toBe('accepted');
  await see(page.getByText('审核中').first());
  // the page reads again every 20 s of its own clock where no stream stands
  await page.clock.runFor(21_000);
  await page.clock.resume();
  await see(page.getByText('已定稿'));
  await world.leave(page);
}

/** The stream of changes is refused from here on, and the page's clock goes by hand. */
async function cutOff(page: Page): Promise<void> {
  let refused = 0;
  await page.route('**/api/live', (route) => {
    refused += 1;
    return route.abort();
  });
  await page.clock.install();
  await page.reload();
  await see(page.getByText('审核中').first());
  expect(refused).toBeGreaterThan(0);
  await page.clock.pauseAt(Date.now() + 2_000);
}

async function importWord(page: Page): Promise<void> {
  const { report, author, branch } = REPORTS[6]!;
  const docx = await writeReport({ title: '2026年度抓基层党建述职报告', authorLine: `${branch}　${author}`, sections: report.sections.map((s) => ({ title: s.title ?? s.id, paragraphs: s.text.split('\n').filter((p) => p.trim()) })) } as never);
  await page.getByRole('button', { name: '导入 Word' }).click();
  await page.getByLabel('选择 Word 文件').setInputFiles({ name: '述职报告.docx', mimeType: DOCX, buffer: Buffer.from(docx) });
  await see(dialog(page).getByText('一、履职尽责情况'));
  await dialog(page).getByRole('button', { name: '写入报告' }).click();
  await see(page.getByText('已导入，原来的文字存在历史稿里'));
}

/** Submitting is refused at the sentence; one more measure mends it. */
async function mendBlocked(page: Page): Promise<void> {
  const finding = page.getByRole('listitem').filter({ hasText: '第 3 个问题没有对应的措施' });
  await see(finding);
  await see(finding.getByText('须改'));
  await page.getByRole('button', { name: '提交审核' }).click();
  await see(page.getByText(/还有 \d+ 处须改，改好再提交/));
  await finding.getByRole('button', { name: /^到“/ }).click();
  const chosen = await page.evaluate(() => {
    const field = document.activeElement as HTMLTextAreaElement;
    return field.value.slice(field.selectionStart, field.selectionEnd);
  });
  expect(chosen).toContain(LEFT_OUT);
  await shot(page, 'editor');
  const measures = page.locator('#section-measures');
  await measures.fill((await measures.inputValue()) + ADDED);
  await finding.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: '提交审核' }).click();
  await see(page.getByText('已提交审核'));
}

/** The office marks a passage, comments on it and returns the report. */
async function sentBack(world: World, id: string): Promise<void> {
  const page = await world.signIn(world.stage.host.vetters[0]!);
  await see(page.getByText(`审核${REPORTS[6]!.author}的述职报告`));
  await shot(page, 'workbench');
  await page.getByRole('link', { name: '审核台' }).click();
  await see(page.getByRole('heading', { name: '审核台' }));
  await page.getByRole('row').filter({ hasText: REPORTS[6]!.author }).click();
  await page.waitForURL(`**/vetting/${id}`);
  const passage = (await page.locator('[data-section="achievements"] [data-at]').first().boundingBox())!;
  await page.mouse.move(passage.x + 2, passage.y + 12);
  await page.mouse.down();
  await page.mouse.move(passage.x + 320, passage.y + 12, { steps: 4 });
  await page.mouse.up();
  await page.getByLabel('写意见').fill(ASKED);
  await page.getByRole('button', { name: /^记下/ }).click();
  await see(page.getByRole('listitem').filter({ hasText: ASKED }));
  await shot(page, 'desk');
  await page.getByRole('button', { name: '退回修改' }).click();
  await page.getByRole('button', { name: /^退回 Ctrl/ }).click();
  await see(page.getByText('已退回'));
  await world.leave(page);
}

/** The page of the author has heard of the return by itself, and what is written on it then is saved without a quarrel about versions. */
async function mendReturned(page: Page): Promise<void> {
  await see(page.getByText('请按 1 条意见修改。'));
  const comment = page.getByRole('listitem').filter({ hasText: ASKED });
  await see(comment);
  const field = page.locator('#section-achievements');
  await field.fill(`${await field.inputValue()}\n我在四月的第二个星期到三个课题组各坐了一个下午，当面记下11条意见。`);
  await comment.getByRole('button', { name: '答复' }).click();
  await comment.getByRole('textbox', { name: '答复' }).fill('已补写本人到课题组听意见一事。');
  await comment.getByRole('button', { name: '答复并标为已处理' }).click();
  await see(comment.getByText('已处理'));
  await page.getByRole('button', { name: '提交审核' }).click();
  await see(page.getByText('已提交审核'));
}

async function sign(world: World, login: string, id: string): Promise<void> {
  const page = await world.signIn(login);
  await world.go(page, `/vetting/${id}`);
  await see(page.getByRole('heading', { name: new RegExp(REPORTS[6]!.author) }));
  if (login === world.stage.host.vetters[0]) {
    await see(page.getByText(/你上次签的是|此后改了/).or(page.getByText('全文')));
    await shot(page, 'desk-changes');
  }
  await page.getByRole('button', { name: /^签字/ }).click();
  await see(page.getByText(/已签字|已定稿/));
  await world.leave(page);
}
