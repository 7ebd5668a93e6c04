import type { ChecksOut, FindingOut, ReportForm, ReportOut } from '@shuping/contracts';
import type { CheckRule, ReportText, SectionKind } from '@shuping/report-checks';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { useApiQuery } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';

export type Texts = readonly { readonly id: string; readonly text: string }[];
type Checks = typeof import('@shuping/report-checks');

/** A report as the checks read it, by the scheme's form. */
export function reportText(form: ReportForm, texts: Texts, word: (ref: ReportForm['schemeTitle']) => string): ReportText {
  return {
    sections: form.sections.map((section) => ({
      id: section.id, kind: section.kind as SectionKind, title: word(section.questionTitle ?? section.title), text: texts.find((one) => one.id === section.id)?.text ?? '',
      ...(section.question ? { questionId: section.question } : {}),
    })),
  };
}

/** The package of checks, loaded with the page; null while it loads or where the browser is too old for it. */
export function useChecks(): Checks | null {
  const [checks, setChecks] = useState<Checks | null>(null);
  useEffect(() => {
    let here = true;
    import('@shuping/report-checks').then((loaded) => here && setChecks(loaded), () => undefined);
    return () => void (here = false);
  }, []);
  return checks;
}

export type Meters = {
  readonly words: number; readonly limit: number; readonly perSection: Readonly<Record<string, number>>;
  readonly share: number; readonly shareMax: number; readonly problems: number; readonly causes: number; readonly measures: number; readonly answered: number; readonly questions: number;
};

/** Share of a scheme's parameter: `1/3` or `0.3`. */
export function shareOf(value: unknown): number {
  const [over, under] = String(value ?? '1/3').split('/').map(Number);
  const share = under === undefined ? over : (over ?? 1) / under;
  return share !== undefined && Number.isFinite(share) && share > 0 ? share : 1 / 3;
}

/** What the strip below the text counts. */
export function metersOf(checks: Checks, form: ReportForm, text: ReportText, findings: readonly FindingOut[]): Meters {
  const perSection = Object.fromEntries(text.sections.map((section) => [section.id, checks.wordCount(section.text)]));
  const words = Object.values(perSection).reduce((sum, count) => sum + count, 0);
  const of = (kind: string) => text.sections.filter((section) => section.kind === kind);
  const achievements = of('achievements').reduce((sum, section) => sum + (perSection[section.id] ?? 0), 0);
  const rule = (id: string) => form.checks.find((one) => one.check === id)?.params;
  const open = new Set(findings.filter((finding) => finding.check === 'must-answer@1').map((finding) => String(finding.params['questionId'])));
  return {
    words, perSection, limit: Number(rule('length@1')?.['limit'] ?? 3500), share: words === 0 ? 0 : achievements / words, shareMax: shareOf(rule('achievement-share@1')?.['max']),
    problems: of('problems').reduce((sum, section) => sum + checks.items(section.text).length, 0),
    causes: of('causes').reduce((sum, section) => sum + checks.statements(section.text).length, 0),
    measures: of('measures').reduce((sum, section) => sum + checks.statements(section.text).length, 0),
    answered: form.mustAnswer.filter((question) => !open.has(question.questionId)).length, questions: form.mustAnswer.length,
  };
}

/** Findings while writing: the browser runs the core's checks at once, the server adds plugins' checks and likeness to other reports after each save. */
export function useLiveChecks(report: ReportOut, texts: Texts, savedVersion: number): { readonly findings: readonly FindingOut[]; readonly meters: Meters | null } {
  const word = useText();
  const checks = useChecks();
  const shown = useDeferredValue(texts);
  const server = useApiQuery<ChecksOut>(`/reports/${report.id}/checks`);
  const { refetch } = server;
  useEffect(() => void (savedVersion !== report.version && refetch()), [savedVersion, report.version, refetch]);
  return useMemo(() => {
    const outside = server.data?.findings ?? [];
    if (!checks) return { findings: outside, meters: null };
    const text = reportText(report.form, shown, word);
    const lastYear = report.lastYear ? { lastYear: { sections: report.lastYear as ReportText['sections'] } } : {};
    const own = checks.checkReport(text, report.form.checks as readonly CheckRule<string>[], { mustAnswer: report.form.mustAnswer, ...lastYear }) as FindingOut[];
    const added = outside.filter((finding) => (finding.check === 'similar-text@1' || !checks.isCoreCheck(finding.check)) && stillThere(finding, shown));
    return { findings: [...own, ...added], meters: metersOf(checks, report.form, text, own) };
  }, [checks, report, shown, server.data, word]);
}

function stillThere(finding: FindingOut, texts: Texts): boolean {
  const text = texts.find((one) => one.id === finding.sectionId)?.text ?? '';
  if (finding.code === 'section-empty') return text.trim() === '';
  return finding.end === undefined || finding.end <= text.length;
}
