import { Fraction } from '@shuping/kernel';
import { K_ANONYMITY, type Scheme, type ScoreInputs } from '@shuping/scheme';
import { effectiveTally } from '@shuping/scoring';
import { componentsOf } from '../pools.ts';
import type { SpokenComment } from '../sources.ts';
import type { DocumentWords } from '../words.ts';

export type OpinionDraft = { readonly achievements: string; readonly problems: string; readonly demands: string };

type Part = { readonly title: string; readonly value: Fraction };

/** Parts marked on a scale of 100, best first; accounts of bonus and deduction are no marks. */
function marked(scheme: Scheme, figures: Readonly<Record<string, string | null>>, words: DocumentWords): Part[] {
  const accounts = new Set(scheme.score.nodes.flatMap((node) => (node.kind === 'events' ? [node.id] : [])));
  return componentsOf(scheme)
    .flatMap(({ id, title }): Part[] => (figures[id] != null && !accounts.has(id) ? [{ title: words.ref(title), value: Fraction.of(figures[id]) }] : []))
    .sort((a, b) => b.value.compare(a.value));
}

/** Sentences on ballots: the best option's share per group where it is at least half, and the item marked worst by a group. Only of groups large enough to show (R-F3). */
function fromBallots(scheme: Scheme, inputs: ScoreInputs, words: DocumentWords): { good: string[]; bad: string[] } {
  const good: string[] = [];
  const bad: string[] = [];
  for (const group of scheme.groups) {
    const tally = effectiveTally(inputs, group.id);
    const form = scheme.ballots.find((ballot) => ballot.id === group.ballot);
    if (!tally || !form || tally.valid < K_ANONYMITY || inputs.merged[group.id] !== undefined) continue;
    const name = words.ref(group.title);
    const first = form.items[0]!;
    const options = scheme.scales.find((scale) => scale.id === first.scale)?.options ?? [];
    const counts = tally.items[first.id]?.options ?? {};
    const all = Object.values(counts).reduce((a, b) => a + b, 0);
    const best = options[0];
    // what fewer than half said is no achievement
    if (best && all > 0 && (counts[best.id] ?? 0) * 2 >= all) good.push(words.t('draft.votes', { group: name, option: words.ref(best.title), count: counts[best.id] ?? 0, share: `${new Fraction(BigInt(counts[best.id] ?? 0) * 100n, BigInt(all)).toFixed(1)}%` }));
    const second = options[1];
    if (!second) continue;
    const low = form.items.slice(1).map((item) => ({ item, count: options.slice(2).reduce((sum, option) => sum + (tally.items[item.id]?.options[option.id] ?? 0), 0) })).sort((a, b) => b.count - a.count)[0];
    if (low && low.count > 0) bad.push(words.t('draft.low', { group: name, item: words.ref(low.item.title), option: words.ref(second.title), count: low.count }));
  }
  return { good, bad };
}

/** First wording of an opinion (R-G8) from the comment, the sealed counts and the figures; a person edits it and answers for it. */
export function draftOpinion(scheme: Scheme, inputs: ScoreInputs, figures: Readonly<Record<string, string | null>>, comment: SpokenComment | undefined, words: DocumentWords): OpinionDraft {
  const parts = marked(scheme, figures, words);
  const digits = scheme.score.digits;
  const ballots = fromBallots(scheme, inputs, words);
  const strong = parts.slice(0, 2).map((part) => words.t('draft.strong', { title: part.title, score: part.value.toFixed(digits) }));
  const weakest = parts.length > 2 ? parts[parts.length - 1] : undefined;
  const named = comment?.problems ?? [];
  const weak = [...(weakest ? [words.t('draft.weak', { title: weakest.title, score: weakest.value.toFixed(digits) })] : []), ...ballots.bad];
  const problems = [...named.map(({ title }, index) => words.t('draft.problem', { n: index + 1, title })), ...weak];
  return {
    achievements: [...strong, ...ballots.good, ...(comment && comment.text.trim() !== '' ? [words.t('draft.comment', { speaker: comment.speaker, text: comment.text.trim() })] : [])].join('\n'),
    problems: problems.length > 0 ? problems.join('\n') : words.t('draft.noProblem'),
    demands: named.map(({ title }, index) => words.t('draft.demand', { n: index + 1, title })).join('\n'),
  };
}
