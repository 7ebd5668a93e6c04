import { addDays, seededRandom } from '@shuping/kernel';
import { writeReport } from '@shuping/office';
import type { HttpFailure } from './client.ts';
import { countyReport } from './province/writing.ts';
import { abreast, all, type Stage } from './stage.ts';
import { corpusReport, mend, plainReport, type Finding, type Form, type SectionText } from './writing.ts';

export type Assessee = { readonly id: string; readonly orgId: string; readonly orgName: string; readonly personId: string; readonly personName: string };
export type Cycle = { readonly id: string; readonly hostId: string; readonly hostPath: string; readonly year: number };

type Overview = { version: number; stage: string; rail: { stage: string; opens: string | null; due: string | null }[]; publicityEnds: string | null };

const overview = async (stage: Stage, cycle: Cycle): Promise<Overview> => (await stage.officer).get(`/api/cycles/${cycle.id}`);

/** Opens the next stage, waiting for its earliest day. */
export async function advance(stage: Stage, cycle: Cycle, expected: string): Promise<void> {
  const now = await overview(stage, cycle);
  const opens = now.rail.find((item) => item.stage === expected)?.opens;
  if (opens) await stage.day(opens);
  const opened = await (await stage.officer).post<{ stage: string }>(`/api/cycles/${cycle.id}/advance`, {}, { version: (await overview(stage, cycle)).version });
  if (opened.stage !== expected) throw new Error(`expected stage ${expected}, got ${opened.stage}`);
}

/** The day so many days before a stage may open; today where nothing is fixed. */
export async function before(stage: Stage, cycle: Cycle, name: string, days: number): Promise<string> {
  const opens = (await overview(stage, cycle)).rail.find((item) => item.stage === name)?.opens;
  return opens ? addDays(opens, -days) : stage.today();
}

/** Begins a year, from a programme where one is given: cycle, coverage, confirmed assessees. */
export async function beginCycle(stage: Stage, year: number, programmeId?: string): Promise<Cycle> {
  const officer = await stage.officer;
  const host = await stage.organisation(stage.host.orgName);
  const made = programmeId === undefined ? await officer.post<{ id: string }>('/api/cycles', { hostId: host.id, year }) : await officer.post<{ id: string }>(`/api/programmes/${programmeId}/cycles`, { hostId: host.id });
  const cycle: Cycle = { id: made.id, hostId: host.id, hostPath: host.path, year };
  const proposal = await officer.post<{ proposed: { orgId: string; personId: string; appointmentId: string }[]; missing: { orgId: string; personId: string | null; code: string }[] }>(`/api/cycles/${cycle.id}/propose`, {}, { key: false });
  const version = (await overview(stage, cycle)).version;
  await officer.put(`/api/cycles/${cycle.id}/assessees`, {
    include: proposal.proposed.map(({ orgId, personId, appointmentId }) => ({ orgId, personId, appointmentId })),
    exclude: proposal.missing.map((m) => ({ orgId: m.orgId, personId: m.personId, reasonCode: m.code, reason: '' })),
  }, version);
  return cycle;
}

/** Opens the year: begun, by another's hands where some are given, and its schemes frozen. */
export async function openCycle(stage: Stage, year: number, programmeId?: string, begin?: (stage: Stage, programmeId: string) => Promise<Cycle>): Promise<{ cycle: Cycle; assessees: Assessee[] }> {
  const cycle = begin && programmeId !== undefined ? await begin(stage, programmeId) : await beginCycle(stage, year, programmeId);
  await advance(stage, cycle, 'research');
  const assessees = await all<Assessee>(await stage.officer, `/api/cycles/${cycle.id}/assessees`);
  stage.say(`${year} cycle opened with ${assessees.length} assessees`);
  return { cycle, assessees };
}

type Grid = {
  nodes: { id: string; sector: string; kind: string; owner: string; min: number; max: number; evidence: string; items: { id: string; max: number; ends: boolean }[] }[];
  questions: { id: string; kind: string; min: number; max: number }[];
  rows: { assesseeId: string; orgPath: string; sector: string }[];
};

/** Quality of a secretary's year, 0 to 1: drives every figure and every ballot, so that results hang together. */
export function qualityOf(index: number, year: number): number {
  return seededRandom(index * 7919 + year * 31)() * 0.68 + 0.27;
}

/** Regular scores with deductions, research marks with evidence, leader's mark, one bonus and one deduction. */
export async function enterScores(stage: Stage, cycle: Cycle, assessees: readonly Assessee[]): Promise<void> {
  const grid = await (await stage.officer).get<Grid>(`/api/cycles/${cycle.id}/scores`);
  const files: Proofs = new Map();
  const puts: (() => Promise<unknown>)[] = [];
  for (const [index, assessee] of assessees.entries()) {
    const quality = qualityOf(index + (stage.host.shift ?? 0), cycle.year);
    const row = grid.rows.find(({ assesseeId }) => assesseeId === assessee.id);
    const path = row?.orgPath ?? cycle.hostPath;
    // declared facts stay as the record has them
    for (const node of grid.nodes.filter(({ kind, sector }) => kind !== 'facts' && sector === row?.sector)) {
      const owner = stage.host.owners[node.owner] ?? stage.host.officer;
      const put = (body: object, proved = false): void => void puts.push(async () => (await stage.as(owner)).put(`/api/assessees/${assessee.id}/scores`, { node: node.id, ...body, ...(proved ? { files: [await evidenceFile(stage, owner, path, files)] } : {}) }));
      if (node.kind === 'indicator_sheet') {
        for (const item of node.items) put({ item: item.id, value: deductionOf(item, quality, stage.random()) });
      } else {
        const value = Math.round((node.min + (node.max - node.min) * (0.62 + 0.36 * quality) + (stage.random() - 0.5) * 4) * 2) / 2;
        put({ value: String(Math.min(node.max, Math.max(node.min, value))) }, node.evidence === 'required');
      }
    }
  }
  await abreast(puts, (put) => put());
  await recordEvents(stage, cycle, assessees, grid, files);
  stage.say(`${cycle.year} regular and research scores entered`);
}

function deductionOf({ max, ends }: { max: number; ends: boolean }, quality: number, chance: number): string {
  if (ends) return chance > 0.97 && quality < 0.4 ? String(max) : '0';
  if (chance < 0.25 + quality * 0.5) return '0';
  return String(Math.min(max, Math.round(max * 0.35 * (1 - quality) * 2) / 2));
}

/** Proof that a login uploads once a place. */
export function evidenceFile(stage: Stage, login: string, orgPath: string, files: Proofs): Promise<string> {
  const key = `${login}${orgPath}`;
  return files.get(key) ?? files.set(key, upload(stage, login, orgPath)).get(key)!;
}

export type Proofs = Map<string, Promise<string>>;
const PNG = Uint8Array.from(Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'));

async function upload(stage: Stage, login: string, orgPath: string): Promise<string> {
  return (await (await stage.as(login)).upload<{ id: string }>(`/api/files?orgPath=${encodeURIComponent(orgPath)}&purpose=evidence`, PNG, '调研记录.png', 'image/png', { key: false })).id;
}

async function recordEvents(stage: Stage, cycle: Cycle, assessees: readonly Assessee[], grid: Grid, files: Proofs): Promise<void> {
  const day = `${cycle.year}-06-18`;
  const bonus = grid.questions.find((q) => q.id === stage.host.bonus);
  const deduction = grid.questions.find((q) => q.id === stage.host.deduction);
  const path = (a: Assessee): string => grid.rows.find((row) => row.assesseeId === a.id)?.orgPath ?? cycle.hostPath;
  if (bonus && assessees[2]) await (await stage.officer).post(`/api/assessees/${assessees[2].id}/events`, { question: bonus.id, matter: '市级样板支部', day, points: String(Math.min(bonus.max, 2)), files: [await evidenceFile(stage, stage.host.officer, path(assessees[2]), files)] });
  if (deduction && assessees[4]) await (await stage.officer).post(`/api/assessees/${assessees[4].id}/events`, { question: deduction.id, matter: '上年承诺未按期完成', day, points: String(deduction.min), files: [await evidenceFile(stage, stage.host.officer, path(assessees[4]), files)] });
}

type Report = { id: string; version: number; state: string; form: Form; sections: SectionText[]; may: Record<string, unknown> };

/** Who writes on which day; all on one where nothing is said. `keep`: the draft is not handed in. */
export type Writing = { readonly logins: readonly string[]; readonly day: string; readonly keep?: boolean };

/** Every secretary imports a Word file, is told what is wrong, mends it and hands it in. */
export async function writeReports(stage: Stage, cycle: Cycle, assessees: readonly Assessee[], some?: Writing): Promise<{ blocked: number; unanswered: number }> {
  let [blocked, unanswered] = [0, 0];
  await stage.day(some?.day ?? (await before(stage, cycle, 'vetting', 2)));
  for (const [index, login] of stage.host.secretaries.entries()) {
    if (some && !some.logins.includes(login)) continue;
    const secretary = await stage.as(login);
    const name = await stage.nameOf(login);
    const assessee = assessees.find((a) => a.personName === name);
    if (!assessee) continue;
    const report = await secretary.get<Report>(`/api/assessees/${assessee.id}/report`);
    if (report.state !== 'draft') continue;
    const corpus = stage.host.key === 'department' ? corpusReport(index) : null;
    const titled = corpus
      ? corpus.text.sections.map((s) => ({ title: s.title ?? s.id, text: s.text }))
      : ownWords(stage, report.form, assessee, index, cycle.year).map((s) => ({ title: TITLES[report.form.sections.find((f) => f.id === s.id)?.kind ?? ''] ?? s.id, ...s }));
    if (corpus) {
      const docx = await writeReport({ title: `${cycle.year}年度抓基层党建述职报告`, authorLine: `${corpus.branch}　${corpus.author}`, sections: titled.map((s) => ({ title: s.title, paragraphs: s.text.split('\n').filter((p) => p.trim()) })) } as never);
      await secretary.upload(`/api/reports/${report.id}/import`, docx, `${corpus.author}述职报告.docx`, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', { version: report.version });
    } else {
      await secretary.put(`/api/reports/${report.id}`, { sections: ownWords(stage, report.form, assessee, index, cycle.year) }, report.version);
    }
    if (some?.keep) continue;
    const refused = await handIn(stage, login, report.id);
    if (refused.length > 0) blocked += 1;
    if (refused.some((one) => one.check.startsWith('must'))) unanswered += 1;
  }
  stage.say(`${cycle.year} reports handed in, ${blocked} were first refused by the checks, ${unanswered} for a question that was not answered`);
  return { blocked, unanswered };
}

/** A report without a corpus text; in a county every seventh puts a must-answer question off at first. */
function ownWords(stage: Stage, form: Form, { personName, orgName }: Assessee, index: number, year: number): SectionText[] {
  return stage.host.key === 'county' ? countyReport(form, personName, orgName, index + year, year, index % 7 === 3) : plainReport(form, personName, orgName, index + year, year);
}

const TITLES: Record<string, string> = { achievements: '工作成效', problems: '存在问题', causes: '原因分析', measures: '整改措施', commitments: '承诺', carry_over: '上年度问题整改情况' };

/** Hands a report in, mending it as long as checks block it; gives what blocked it. */
export async function handIn(stage: Stage, login: string, id: string): Promise<Finding[]> {
  const secretary = await stage.as(login);
  const refused: Finding[] = [];
  for (let tries = 0; tries < 25; tries += 1) {
    const report = await secretary.get<Report>(`/api/reports/${id}`);
    try {
      await secretary.post(`/api/reports/${id}/submit`, {}, { version: report.version });
      return refused;
    } catch (error) {
      if ((error as HttpFailure).problem?.code !== 'report.blocked') throw error;
      const { findings } = await secretary.get<{ findings: Finding[] }>(`/api/reports/${id}/checks`);
      refused.push(...findings.filter((f) => f.level === 'block'));
      await secretary.put(`/api/reports/${id}`, { sections: mend(report.sections, report.form, findings) }, report.version);
    }
  }
  const { findings } = await secretary.get<{ findings: Finding[] }>(`/api/reports/${id}/checks`);
  throw new Error(`report ${id} of ${login} stays blocked: ${JSON.stringify(findings.filter((f) => f.level === 'block'))}`);
}

export type ReportRow = { id: string; assesseeId: string; state: string; stepIndex: number; version: number; personName: string };

/** The chain reads every report; two come back once with a comment and are handed in again. */
export async function vetReports(stage: Stage, cycle: Cycle): Promise<{ returned: number }> {
  const rows = await all<ReportRow>(await stage.officer, `/api/reports?cycleId=${cycle.id}`);
  let returned = 0;
  for (const [index, row] of rows.entries()) {
    if (row.state !== 'accepted' && (index === 1 || index === rows.length - 1)) {
      await sendBack(stage, row);
      returned += 1;
    }
    await signOn(stage, await (await stage.officer).get<ReportRow>(`/api/reports/${row.id}`));
  }
  stage.say(`${cycle.year} reports accepted, ${returned} were sent back once`);
  return { returned };
}

/** Signed step by step until it is accepted, or by so many steps. */
export async function signOn(stage: Stage, row: ReportRow, steps = 12): Promise<ReportRow> {
  let now = row;
  for (let step = 0; step < steps && now.state !== 'accepted'; step += 1) now = await (await stage.as(stage.host.vetters[now.stepIndex]!)).post<ReportRow>(`/api/reports/${row.id}/sign`, { note: '' }, { version: now.version });
  return now;
}

/** One step comments on a passage and sends the report back; its author mends the passage and hands it in again, unless it is not `mended` yet. */
export async function sendBack(stage: Stage, row: ReportRow, step = 0, mended = true): Promise<void> {
  const vetter = await stage.as(stage.host.vetters[step]!);
  const report = await vetter.get<Report & { personName: string }>(`/api/reports/${row.id}`);
  const section = report.sections.find((s) => s.text.length > 30)!;
  await vetter.post(`/api/reports/${row.id}/comments`, { sectionId: section.id, start: 0, end: 20, text: '这一段请写清你本人做了什么，举一个时间、地点都有的例子。' });
  await vetter.post(`/api/reports/${row.id}/return`, { reason: '成绩部分面上情况多，本人的事少。' }, { version: (await vetter.get<ReportRow>(`/api/reports/${row.id}`)).version });
  for (const login of mended ? stage.host.secretaries : []) {
    if ((await stage.nameOf(login)) !== row.personName) continue;
    const secretary = await stage.as(login);
    const mine = await secretary.get<Report>(`/api/reports/${row.id}`);
    await secretary.put(`/api/reports/${row.id}`, { sections: mine.sections.map((s) => (s.id === section.id ? { id: s.id, text: `${s.text.replace(/[^。]*。/, '')}我在四月的第二个星期到三个${stage.host.key === 'county' ? '联系点' : '教研室'}各坐了一个下午，当面记下11条意见。` } : { id: s.id, text: s.text })) }, mine.version);
    await handIn(stage, login, row.id);
  }
}
