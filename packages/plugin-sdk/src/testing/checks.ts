import { canonicalJson, hashOf } from '@shuping/kernel';
import { sentences, type CheckContext, type PluginCheck, type ReportText } from '@shuping/report-checks';
import { deepFreeze } from '../freeze.ts';
import type { SectorManifest } from '../manifest.schema.ts';
import { reachesOf, watch } from './watch.ts';
import { finding, type Finding } from './findings.ts';
import { nameOf } from './texts.ts';

/** A check may take this many times what splitting and hashing the same report takes. */
export const TIME_BUDGET = 40;

/** Clock in milliseconds, for the time budget only. */
export type Stopwatch = () => number;

type Call = { readonly report: ReportText; readonly params: Parameters<PluginCheck['run']>[1]; readonly ctx: CheckContext };

/**
 * Checks of the plugin on its sample reports: check.io (it reached for files, network, process or timers), check.chance (for the clock or for dice), check.writes
 * (it wrote on what it was given), check.throws, check.nondeterministic (another answer when asked again, or after other reports), check.place (an offset outside
 * its section), check.code (no words `<sector>.finding.<code>`), check.slow (ratio to splitting and hashing the same text).
 */
export function checkFindings(plugin: SectorManifest, reports: readonly ReportText[], now: Stopwatch): Finding[] {
  return plugin.checks.flatMap((check) => {
    const params = plugin.scheme.report.checks.find((rule) => rule.check === check.id)?.params ?? {};
    const mustAnswer = plugin.scheme.questions.filter((question) => question.kind === 'must_answer').map((question) => ({ questionId: question.id }));
    const calls = reports.map((report): Call => ({ report: deepFreeze(structuredClone(report)), params: deepFreeze(structuredClone(params)), ctx: deepFreeze({ mustAnswer }) }));
    const at = `checks/${check.id}`;
    // first without the world, so that a check that reaches for it never gets hold of it
    const reached = reachedBy(check, calls, at);
    if (reached.length > 0) return reached;
    const written = writesOf(check, calls, at);
    if (written.length > 0) return written;
    try {
      const wrong = once([...answersOf(plugin, check, calls, at), ...repeated(check, calls, at)]);
      return wrong.length > 0 ? wrong : timing(check, calls, at, now);
    } catch (error) {
      return [finding('check.throws', at, { message: error instanceof Error ? error.message : String(error) })];
    }
  });
}

const run = (check: PluginCheck, call: Call): ReturnType<PluginCheck['run']> => check.run(call.report, call.params, call.ctx);

const once = (all: readonly Finding[]): Finding[] => all.filter((item, index) => all.findIndex((other) => canonicalJson(other) === canonicalJson(item)) === index);

/** What of the world outside the check takes hold of. */
function reachedBy(check: PluginCheck, calls: readonly Call[], at: string): Finding[] {
  return once(reachesOf(() => calls.forEach((call) => run(check, call))).map(({ kind, token }) => finding(`check.${kind}`, at, { token })));
}

/** Writes on the report, the parameters or the context, each seen although the check may swallow the refusal. */
function writesOf(check: PluginCheck, calls: readonly Call[], at: string): Finding[] {
  const written: string[] = [];
  for (const call of calls) {
    const watched = (name: keyof Call) => watch(call[name], name, (path) => written.push(path));
    try {
      check.run(watched('report') as Call['report'], watched('params') as Call['params'], watched('ctx') as Call['ctx']);
    } catch {
      // what it throws is judged on the plain input
    }
  }
  return written.length > 0 ? [finding('check.writes', at, { path: written[0]! })] : [];
}

function answersOf(plugin: SectorManifest, check: PluginCheck, calls: readonly Call[], at: string): Finding[] {
  return calls.flatMap((call) => run(check, call).flatMap((item) => {
    const text = call.report.sections.find((section) => section.id === item.sectionId)?.text;
    const placed = item.sectionId === undefined || (text !== undefined && 0 <= (item.start ?? 0) && (item.start ?? 0) < (item.end ?? text.length) && (item.end ?? 0) <= text.length);
    const key = `${plugin.id}.finding.${item.code}`;
    return [
      ...(placed ? [] : [finding('check.place', at, { section: item.sectionId ?? '' })]),
      ...(Object.hasOwn(plugin.catalogues['zh-CN'], key) && Object.hasOwn(plugin.catalogues.en, key) ? [] : [finding('check.code', at, { key, name: nameOf(check.id, plugin.id) })]),
    ];
  }));
}

/** The same answers when asked again, and in the other order, so that nothing is carried from one report to the next. */
function repeated(check: PluginCheck, calls: readonly Call[], at: string): Finding[] {
  const first = calls.map((call) => canonicalJson(run(check, call)));
  const again = [...calls].reverse().map((call) => canonicalJson(run(check, call))).reverse();
  return first.every((answer, index) => answer === again[index]) ? [] : [finding('check.nondeterministic', at)];
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
  const own = best(() => calls.forEach((call) => run(check, call)));
  const ratio = base > 0 ? own / base : 0;
  return ratio > TIME_BUDGET ? [finding('check.slow', at, { ratio: Math.round(ratio), budget: TIME_BUDGET })] : [];
}
