import { checkReport } from './check-report.ts';
import { items } from './items.ts';
import type { CheckRule, ReportText } from './model.ts';
import { countFigures } from './substance.ts';
import { reportWordCount } from './word-count.ts';

/** What vetting presses out of a report and what it presses in. `achievements` are characters of that part; `phrases` set phrases and labels in sentences that nothing fills; `measured` problems with a measure of their own. */
export type ReportMeasures = { readonly words: number; readonly achievements: number; readonly phrases: number; readonly figures: number; readonly problems: number; readonly measured: number };

// the same for every scheme, so that drafts of several sectors compare
const RULES: readonly CheckRule[] = [
  { id: 'phrases', check: 'set-phrases@1', level: 'advise', params: { minPhrases: 1 } },
  { id: 'labels', check: 'empty-labels@1', level: 'advise', params: {} },
  { id: 'pairs', check: 'one-to-one@1', level: 'advise', params: {} },
];

/** 挤水分: figures of one draft, from the same checks that the writer sees (R-E3). */
export function reportMeasures(report: ReportText): ReportMeasures {
  const found = checkReport(report, RULES, { mustAnswer: [] });
  const counted = (code: string): number => found.filter((one) => one.code === code).length;
  const problems = report.sections.filter((section) => section.kind === 'problems').reduce((sum, section) => sum + items(section.text).length, 0);
  return {
    words: reportWordCount(report),
    achievements: reportWordCount({ sections: report.sections.filter((section) => section.kind === 'achievements') }),
    phrases: found.reduce((sum, one) => sum + (one.code === 'set-phrases' ? Number(one.params['count']) : 0), 0) + counted('label-unfilled'),
    figures: report.sections.reduce((sum, section) => sum + countFigures(section.text), 0),
    problems,
    measured: problems - counted('problem-without-measure'),
  };
}
