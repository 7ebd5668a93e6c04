import { ADVISE_ONLY } from './advise-only.ts';
import { checkAchievementShare } from './checks/achievement-share.ts';
import { checkEmptyLabels } from './checks/empty-labels.ts';
import { checkFiguresExamples } from './checks/figures-examples.ts';
import { checkFirstPerson } from './checks/first-person.ts';
import { checkLength } from './checks/length.ts';
import { checkMustAnswer } from './checks/must-answer.ts';
import { checkOneToOne } from './checks/one-to-one.ts';
import { checkPersonalData } from './checks/personal-data.ts';
import { checkReusedText } from './checks/reused-text.ts';
import { checkSetPhrases } from './checks/set-phrases.ts';
import { checkSimilarText } from './checks/similar-text.ts';
import { type CheckContext, type CheckId, type CheckLevel, type CheckRule, type CheckRun, type Finding, type Found, type PluginCheck, type ReportText } from './model.ts';

const CHECKS: Readonly<Record<CheckId, CheckRun>> = {
  'length@1': checkLength,
  'achievement-share@1': checkAchievementShare,
  'one-to-one@1': checkOneToOne,
  'must-answer@1': checkMustAnswer,
  'first-person@1': checkFirstPerson,
  'reused-text@1': checkReusedText,
  'similar-text@1': checkSimilarText,
  'figures-examples@1': checkFiguresExamples,
  'empty-labels@1': checkEmptyLabels,
  'set-phrases@1': checkSetPhrases,
  'personal-data@1': checkPersonalData,
};

/**
 * Findings of the scheme's checks on a report, in the order of sections, places, checks and codes; the same input always gives the same list. A check in
 * ADVISE_ONLY never blocks. A rule whose check is neither the core's nor in `plugins` gives nothing: the publishing gate of schemes refuses it. Several rules of
 * one check all run. (R-E2)
 */
export function checkReport(report: ReportText, rules: readonly CheckRule[], ctx: CheckContext): Finding[];
export function checkReport(report: ReportText, rules: readonly CheckRule<string>[], ctx: CheckContext, plugins?: readonly PluginCheck[]): Finding<string>[];
export function checkReport(report: ReportText, rules: readonly CheckRule<string>[], ctx: CheckContext, plugins: readonly PluginCheck[] = []): Finding<string>[] {
  const findings = rules.flatMap((rule): Finding<string>[] => {
    const id = rule.check;
    if (isCoreCheck(id)) return CHECKS[id](report, rule.params, ctx).map((found) => levelled(found, rule, effectiveLevel(id, rule.level)));
    const plugin = plugins.find((candidate) => candidate.id === rule.check);
    return plugin ? plugin.run(report, rule.params, ctx).map((found) => levelled(found, rule, rule.level)) : [];
  });
  return sorted(report, findings);
}

/** Whether the id names one of the core's checks. */
export function isCoreCheck(id: string): id is CheckId {
  return Object.prototype.hasOwnProperty.call(CHECKS, id);
}

/** Level at which a check acts: the scheme's, but never above advice for a check in ADVISE_ONLY. */
export function effectiveLevel(check: CheckId, level: CheckLevel): CheckLevel {
  return ADVISE_ONLY.includes(check) ? 'advise' : level;
}

function levelled(found: Found, rule: CheckRule<string>, level: CheckLevel): Finding<string> {
  return { ...found, check: rule.check, level };
}

function sorted(report: ReportText, findings: readonly Finding<string>[]): Finding<string>[] {
  const order = new Map(report.sections.map((section, index) => [section.id, index]));
  const place = (finding: Finding<string>): number => (finding.sectionId === undefined ? -1 : (order.get(finding.sectionId) ?? order.size));
  const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  return [...findings].sort(
    (a, b) => place(a) - place(b) || (a.start ?? -1) - (b.start ?? -1) || (a.end ?? -1) - (b.end ?? -1) || byText(a.check, b.check) || byText(a.code, b.code),
  );
}
