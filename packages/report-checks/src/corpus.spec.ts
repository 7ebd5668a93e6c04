import { describe, expect, test } from '@jest/globals';
import { PASSAGES, QUESTIONS, REPORTS, type Fault, type FixtureText } from '@shuping/fixtures/reports';
import { ADVISE_ONLY, CHECK_IDS, checkReport, reportWordCount, wordCount, type CheckContext, type CheckId, type CheckRule, type Finding } from './index.ts';

/** Whether findings must cover the labelled words, or only lie in the labelled section. */
const BY_PLACE: readonly CheckId[] = ['one-to-one@1', 'reused-text@1', 'empty-labels@1', 'set-phrases@1', 'personal-data@1'];

type Score = { hit: number; missed: string[]; wrong: string[] };
const rule = (check: CheckId, params: CheckRule['params'] = {}): CheckRule => ({ id: check, check, level: 'block', params });

function covers(text: FixtureText, finding: Finding, sectionId: string | undefined, quote: string | undefined): boolean {
  if (sectionId !== undefined && finding.sectionId !== sectionId) return false;
  if (!quote) return true;
  const section = text.sections.find((candidate) => candidate.id === finding.sectionId);
  if (!section || finding.start === undefined || finding.end === undefined) return false;
  return section.text.slice(finding.start, finding.end).includes(quote);
}

function scoreReports(check: CheckId, score: Score): void {
  for (const item of REPORTS) {
    const ctx: CheckContext = {
      mustAnswer: Object.keys(QUESTIONS).map((questionId) => ({ questionId })),
      ...(item.lastYear ? { lastYear: item.lastYear } : {}),
      others: REPORTS.filter((other) => other !== item).map((other) => ({ ref: other.ref, visible: true, text: other.report })),
    };
    const findings = checkReport(item.report, [rule(check)], ctx);
    const labels = item.faults.filter((fault) => fault.check === check);
    const matches = (fault: Fault, finding: Finding): boolean => covers(item.report, finding, fault.sectionId, fault.quote);
    for (const label of labels) {
      if (findings.some((finding) => matches(label, finding))) score.hit += 1;
      else score.missed.push(`${item.ref} ${label.note}`);
    }
    const stray = findings.filter((finding) => !labels.some((label) => (BY_PLACE.includes(check) ? matches(label, finding) : label.sectionId === undefined || label.sectionId === finding.sectionId)));
    for (const sectionId of new Set(stray.map((finding) => finding.sectionId))) score.wrong.push(`${item.ref} ${sectionId ?? ''} ${stray.map((finding) => finding.code).join()}`);
  }
}

function scorePassages(check: CheckId, score: Score): void {
  for (const passage of PASSAGES.filter((candidate) => candidate.check === check)) {
    const ctx: CheckContext = {
      mustAnswer: (passage.mustAnswer ?? []).map((questionId) => ({ questionId })),
      ...(passage.lastYear ? { lastYear: passage.lastYear } : {}),
      ...(passage.others ? { others: passage.others } : {}),
    };
    const findings = checkReport(passage.report, [rule(check, passage.params)], ctx);
    const { expect: expected } = passage;
    if (expected === false) {
      if (findings.length > 0) score.wrong.push(`${passage.id} ${findings[0]!.code}`);
    } else if (findings.some((finding) => covers(passage.report, finding, undefined, expected))) score.hit += 1;
    else if (findings.length > 0) {
      score.wrong.push(`${passage.id} wrong place`);
      score.missed.push(passage.id);
    } else score.missed.push(passage.id);
  }
}

function measure(): Map<CheckId, { precision: number; recall: number } & Score> {
  return new Map(CHECK_IDS.map((check) => {
    const score: Score = { hit: 0, missed: [], wrong: [] };
    scoreReports(check, score);
    scorePassages(check, score);
    const precision = score.hit + score.wrong.length === 0 ? 0 : score.hit / (score.hit + score.wrong.length);
    const recall = score.hit + score.missed.length === 0 ? 0 : score.hit / (score.hit + score.missed.length);
    return [check, { ...score, precision, recall }];
  }));
}

const SCORES = measure();

describe('R-E2 checks measured on twelve reports and the labelled passages', () => {
  test('prints precision and recall per check', () => {
    const lines = [...SCORES].map(([check, s]) => [
      check.padEnd(20), s.precision.toFixed(2).padStart(9), s.recall.toFixed(2).padStart(7), String(s.hit).padStart(4), String(s.missed.length).padStart(7), String(s.wrong.length).padStart(6),
      ` ${ADVISE_ONLY.includes(check) ? 'advises' : 'may block'}`, ` ${[...s.missed.map((m) => `missed ${m}`), ...s.wrong.map((w) => `wrong ${w}`)].join('; ')}`,
    ].join(''));
    process.stdout.write(`\n${'check'.padEnd(20)}precision recall hits missed wrong level\n${lines.join('\n')}\n`);
    expect(PASSAGES.length).toBeGreaterThanOrEqual(60);
  });

  test.each(CHECK_IDS.filter((check) => !ADVISE_ONLY.includes(check)))('%s may block: precision 0.9 and recall 0.8 or better', (check) => {
    const score = SCORES.get(check)!;
    expect(score.precision).toBeGreaterThanOrEqual(0.9);
    expect(score.recall).toBeGreaterThanOrEqual(0.8);
  });

  test.each(ADVISE_ONLY)('%s only advises, whatever the scheme says', (check) => {
    const r10 = REPORTS.find((item) => item.ref === 'r10')!;
    const findings = checkReport(r10.report, [rule(check)], { mustAnswer: [] });
    expect(findings.length).toBeGreaterThan(0);
    expect(findings.every((finding) => finding.level === 'advise')).toBe(true);
  });

  test('every passage and planted fault names a check that exists and words that stand in the text', () => {
    for (const passage of PASSAGES) {
      expect(CHECK_IDS).toContain(passage.check);
      if (passage.expect) expect(passage.report.sections.some((section) => section.text.includes(passage.expect as string))).toBe(true);
    }
    for (const item of REPORTS) {
      for (const fault of item.faults) {
        expect(CHECK_IDS).toContain(fault.check);
        if (fault.quote) expect(item.report.sections.find((section) => section.id === fault.sectionId)?.text).toContain(fault.quote);
      }
    }
  });

  test.each(REPORTS.map((item) => [item.ref, item] as const))('%s has the length that it should', (_ref, item) => {
    const words = reportWordCount(item.report);
    expect(words).toBeGreaterThanOrEqual(3000);
    expect(words > 3500).toBe(item.faults.some((fault) => fault.check === 'length@1'));
    expect(new Set(item.report.sections.map((section) => section.id)).size).toBe(item.report.sections.length);
    for (const section of item.report.sections) expect(wordCount(section.text)).toBeGreaterThan(0);
  });
});
