import { seededRandom } from '@shuping/kernel';
import { HttpFailure } from '../client.ts';
import { abreast } from '../stage.ts';
import type { Form, SectionText } from '../writing.ts';
import { secretaryOf, type County } from './county.ts';
import { variedReport, type Weakness } from './writing.ts';

type Report = { id: string; version: number; state: string; stepIndex: number; form: Form; sections: SectionText[] };
type One = County['heard'][number];

const seedOf = ({ plan }: County, at: number): number => plan.n * 100 + at;
/** Whose text a twin has, and from which of its sections on it is the twin's own. */
const TWIN_OF = 1;
const TWIN_SECTIONS = 3;

/** What the checks do not let through is mended as its author would: the plain text is handed in instead. Gives the report as it stands then. */
export async function write(county: County, one: One, at: number, options: { readonly weak?: Weakness; readonly keep?: boolean } = {}): Promise<Report> {
  const { cycle, stage } = county;
  const secretary = await secretaryOf(county, one);
  const report = await secretary.get<Report>(`/api/assessees/${one.id}/report`);
  const own = variedReport(report.form, cycle.year, seedOf(county, at), options.weak);
  const others = options.weak === 'twin' ? variedReport(report.form, cycle.year, seedOf(county, TWIN_OF)) : options.weak === 'borrowed' ? variedReport(report.form, cycle.year, seedOf(county, TWIN_OF + 1)) : null;
  // all but the last sections are another's
  const sections = others === null ? own : own.map((section, n) => (n < own.length - (options.weak === 'twin' ? TWIN_SECTIONS : TWIN_SECTIONS + 2) ? others[n]! : section));
  const saved = await secretary.put<Report>(`/api/reports/${report.id}`, { sections }, report.version);
  if (options.keep) return saved;
  try {
    return await secretary.post<Report>(`/api/reports/${report.id}/submit`, {}, { version: saved.version });
  } catch (error) {
    if (!(error instanceof HttpFailure) || error.problem.code !== 'report.blocked') throw error;
    stage.say(`report of ${one.orgName} was refused at first`);
    const mended = await secretary.put<Report>(`/api/reports/${report.id}`, { sections: variedReport(report.form, cycle.year, seedOf(county, at)) }, saved.version);
    return secretary.post<Report>(`/api/reports/${report.id}/submit`, {}, { version: mended.version });
  }
}

/** Signed by the next `steps` of those who vet. */
export async function sign({ stage }: County, report: Report, steps: number): Promise<Report> {
  let now = report;
  for (let step = 0; step < steps; step += 1) now = await (await stage.as(stage.host.vetters[now.stepIndex]!)).post<Report>(`/api/reports/${now.id}/sign`, { note: '' }, { version: now.version });
  return now;
}

const RETURNS = ['成绩部分面上情况多，本人的事少，请补充你自己做的两件。', '第二个问题与措施对不上，请逐条对应。', '必答题只写了做法，没有写群众怎么评价，请补充。'] as const;

/** Sent back by whoever has it, with a comment on a passage. */
export async function sendBack({ stage }: County, report: Report, at: number): Promise<Report> {
  const vetter = await stage.as(stage.host.vetters[report.stepIndex]!);
  const section = report.sections.find((one) => one.text.length > 30)!;
  await vetter.post(`/api/reports/${report.id}/comments`, { sectionId: section.id, start: 0, end: 20, text: '这一段请写清时间、地点和你本人做了什么。' });
  return vetter.post<Report>(`/api/reports/${report.id}/return`, { reason: RETURNS[at % RETURNS.length]! }, { version: (await vetter.get<Report>(`/api/reports/${report.id}`)).version });
}

async function handInAgain(county: County, one: One, report: Report): Promise<Report> {
  const secretary = await secretaryOf(county, one);
  const first = report.sections.find((section) => section.text.length > 30)!;
  const saved = await secretary.put<Report>(`/api/reports/${report.id}`, { sections: report.sections.map(({ id, text }) => ({ id, text: id === first.id ? `${text}4月第二周，我到三个联系点各坐了一个下午，当面记下11条意见。` : text })) }, report.version);
  return secretary.post<Report>(`/api/reports/${report.id}/submit`, {}, { version: saved.version });
}

/** Everybody writes, everything is signed; every sixth or so comes back once before, more where the county is less diligent. */
export async function allAccepted(county: County): Promise<void> {
  const random = seededRandom(county.plan.n * 31 + county.cycle.year);
  const back = county.heard.map(() => random() < 0.3 - county.plan.diligence * 0.02);
  await abreast(county.heard, async (one, at) => {
    let report = await write(county, one, at);
    if (back[at]) report = await handInAgain(county, one, await sendBack(county, await sign(county, report, at % 2), at));
    await sign(county, report, 4 - report.stepIndex);
  });
  county.stage.say(`${county.cycle.year} reports of ${county.heard.length} accepted, ${back.filter(Boolean).length} came back once`);
}

/** A county in the middle of writing: some have handed in early, some write, some have not begun; drafts that are too long or have a problem without a measure are among them. */
export async function halfWritten(county: County): Promise<void> {
  const { heard, stage } = county;
  await stage.day('2026-12-02');
  await abreast(heard.slice(0, 5), (one, at) => write(county, one, at));
  await stage.day('2026-12-06');
  const drafts: readonly (Weakness | undefined)[] = ['long', 'unmeasured', undefined, 'thin-measure', undefined, 'label'];
  await abreast(heard.slice(5, 5 + drafts.length), (one, at) => write(county, one, at + 5, { keep: true, ...(drafts[at] ? { weak: drafts[at] } : {}) }));
  stage.say(`5 reports handed in, ${drafts.length} being written, ${heard.length - 5 - drafts.length} not begun`);
}

/** A county in the middle of vetting, with a report at every step, some late, two sent back, one not handed in; the weak ones are among them. */
export async function halfVetted(county: County): Promise<void> {
  const { heard, stage } = county;
  const weak: Readonly<Record<number, Weakness>> = { 3: 'phrases', 4: 'no-figures', 5: 'label', 6: 'thin-measure', 7: 'twin', 8: 'borrowed', 9: 'unmeasured', 10: 'long' };
  const at = async (day: string, from: number, to: number, signed: (n: number) => number, back: readonly number[] = []): Promise<void> => {
    await stage.day(day);
    await abreast(heard.slice(from, to), async (one, n) => {
      const report = await sign(county, await write(county, one, from + n, weak[from + n] ? { weak: weak[from + n]! } : {}), signed(n));
      if (back.includes(from + n)) await sendBack(county, report, n);
    });
  };
  await at('2026-11-24', 0, 3, () => 4);
  // these wait longer than the step has
  await at('2026-12-04', 3, 7, (n) => (n % 3)); 
  await at('2026-12-08', 7, 14, (n) => (n < 2 ? 0 : n % 4), [11, 13]);
  await at('2026-12-10', 14, heard.length - 2, () => 0);
  await write(county, heard.at(-1)!, heard.length - 1, { keep: true });
  stage.say('reports stand at every step of vetting');
}
