import { advance, enterScores, evidenceFile, sendBack, signOn, writeReports, type Assessee, type Cycle, type Proofs, type ReportRow } from './before.ts';
import { all, type Stage } from './stage.ts';
import type { Played } from './year.ts';

/** The demonstration's last day. */
export const TODAY = '2026-12-10';
const LATE = '2026-12-08';
const SOON = '2026-12-14';
const LATER = ['2026-12-25', '2027-01-31', '2027-03-31'] as const;

type Item = { id: string; version: number; state: string; orgPath: string; personName: string };

/** Open items get days that leave a mixed desk: one late, one with its proof handed in for today, one soon, the rest later. Call it before the first of these days. */
export async function settleDeadlines(stage: Stage, cycle: Cycle): Promise<void> {
  const officer = await stage.officer;
  const open = (await all<Item>(officer, `/api/problems?cycleId=${cycle.id}`)).filter(({ state }) => state === 'found' || state === 'planned');
  const days = [LATE, TODAY, SOON, ...open.map((_, at) => LATER[at % LATER.length]!)];
  const files: Proofs = new Map();
  for (const [at, item] of open.entries()) {
    let now = await officer.post<Item>(`/api/problems/${item.id}/plan`, { cause: '布置多、回看少，没有排进日程。', measure: '每月第一周自查一次，结果在支部大会上公开。', owner: item.personName, answerable: '组织委员', level: 'limited', deadline: days[at]! }, { version: item.version });
    const owner = days[at] === TODAY ? await ownerOf(stage, item) : null;
    if (owner === null) continue;
    const secretary = await stage.as(owner);
    now = await secretary.post<Item>(`/api/problems/${item.id}/progress`, { text: '已开展三次自查，问题清零，附支部大会记录。', files: [await evidenceFile(stage, owner, now.orgPath, files)] }, { version: now.version });
    await secretary.post(`/api/problems/${item.id}/submit`, { text: '' }, { version: now.version });
  }
}

async function ownerOf(stage: Stage, item: Item): Promise<string | null> {
  for (const login of stage.host.secretaries) if ((await stage.nameOf(login)) === item.personName) return login;
  return null;
}

/** Reports come in over some days, and the chain has read some of them: one is late, some are due on the last day, some soon; one came back, two are still being written. */
export async function writeInTurns(stage: Stage, { cycle, assessees }: Played): Promise<void> {
  const [s01, s02, s03, s04, s05, s06, s07, s08, s09, s10, s11, s12] = stage.host.secretaries as [string, string, string, string, string, string, string, string, string, string, string, string];
  const write = (day: string, ...logins: string[]): Promise<unknown> => writeReports(stage, cycle, assessees, { logins, day });
  const rowOf = async (login: string): Promise<ReportRow> => {
    const name = await stage.nameOf(login);
    return (await all<ReportRow>(await stage.officer, `/api/reports?cycleId=${cycle.id}`)).find((row) => row.personName === name)!;
  };
  const sign = async (login: string, steps: number): Promise<void> => {
    await signOn(stage, await rowOf(login), steps);
  };
  await stage.day('2026-12-01');
  await advance(stage, cycle, 'vetting');
  await write('2026-12-05', s02, s03);
  await write('2026-12-07', s04, s05, s06, s07, s11);
  await sign(s03, 1);
  await sign(s05, 2);
  await write('2026-12-09', s08, s09, s10);
  await sign(s04, 1);
  await sendBack(stage, await rowOf(s11), 0, false);
  await writeReports(stage, cycle, assessees, { logins: [s01, s12], day: '2026-12-09', keep: true });
}

/** The hospital's year as far as its calendar goes by the last day: reports are asked for, most figures are in. */
export async function askForReports(stage: Stage, cycle: Cycle, assessees: readonly Assessee[]): Promise<void> {
  await stage.day(TODAY);
  await advance(stage, cycle, 'reporting');
  await enterScores(stage, cycle, assessees.slice(0, -2));
}
