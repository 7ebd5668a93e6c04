import { canonicalJson, hashOf } from '@shuping/kernel';
import { sentences, type CheckContext, type PluginCheck, type ReportText } from '@shuping/report-checks';
import { deepFreeze } from '../freeze.ts';
import type { SectorManifest } from '../manifest.schema.ts';
import { finding, type Finding } from './findings.ts';
import { nameOf } from './texts.ts';

/** A check may take this many times what splitting and hashing the same report takes. */
export const TIME_BUDGET = 40;

/** Clock in milliseconds, for the time budget only. */
export type Stopwatch = () => number;

type Call = { readonly report: ReportText; readonly params: Parameters<PluginCheck['run']>[1]; readonly ctx: CheckContext };

/**
 * Checks of the plugin on its sample reports: check.throws, check.nondeterministic, check.place (an offset outside its section), check.code (no words
 * `<sector>.finding.<code>`), check.slow (ratio to splitting and hashing the same text). Reports are frozen, so a check that writes on its input throws.
 */
export function checkFindings(plugin: SectorManifest, reports: readonly ReportText[], now: Stopwatch): Finding[] {
  return plugin.checks.flatMap((check) => {
    const params = plugin.scheme.report.checks.find((rule) => rule.check === check.id)?.params ?? {};
    const mustAnswer = plugin.scheme.questions.filter((question) => question.kind === 'must_answer').map((question) => ({ questionId: question.id }));
    const calls = reports.map((report): Call => ({ report: deepFreeze(structuredClone(report)), params, ctx: deepFreeze({ mustAnswer }) }));
    const at = `checks/${check.id}`;
    try {
      const all = calls.flatMap((call) => oneCall(plugin, check, call, at));
      const wrong = all.filter((item, index) => all.findIndex((other) => canonicalJson(other) === canonicalJson(item)) === index);
      return wrong.length > 0 ? wrong : timing(check, calls, at, now);
    } catch (error) {
      return [finding('check.throws', at, { message: error instanceof Error ? error.message : String(error) })];
    }
  });
}

function oneCall(plugin: SectorManifest, check: PluginCheck, call: Call, at: string): Finding[] {
  const found = check.run(call.report, call.params, call.ctx);
  const again = check.run(call.report, call.params, call.ctx);
  if (canonicalJson(found) !== canonicalJson(again)) return [finding('check.nondeterministic', at)];
  return found.flatMap((item) => {
    const text = call.report.sections.find((section) => section.id === item.sectionId)?.text;
    const placed = item.sectionId === undefined || (text !== undefined && 0 <= (item.start ?? 0) && (item.start ?? 0) < (item.end ?? text.length) && (item.end ?? 0) <= text.length);
    const key = `${plugin.id}.finding.${item.code}`;
    return [
      ...(placed ? [] : [finding('check.place', at, { section: item.sectionId ?? '' })]),
      ...(Object.hasOwn(plugin.catalogues['zh-CN'], key) && Object.hasOwn(plugin.catalogues.en, key) ? [] : [finding('check.code', at, { key, name: nameOf(check.id, plugin.id) })]),
    ];
  });
}

/** Best of several runs on both sides, so that a busy machine does not decide. */
function timing(check: PluginCheck, calls: readonly Call[], at: string, now: Stopwatch): Finding[] {
  const best = (work: () => void): number => {
    let least = Infinity;
    for (let turn = 0; turn < 5; turn += 1) {
      const start = now();
      work();
      least = Math.min(least, now() - start);
    }
    return least;
  };
  const base = best(() => calls.forEach(({ report }) => hashOf(report.sections.map((section) => sentences(section.text).map((sentence) => sentence.text)))));
  const own = best(() => calls.forEach((call) => check.run(call.report, call.params, call.ctx)));
  const ratio = base > 0 ? own / base : 0;
  return ratio > TIME_BUDGET ? [finding('check.slow', at, { ratio: Math.round(ratio), budget: TIME_BUDGET })] : [];
}
