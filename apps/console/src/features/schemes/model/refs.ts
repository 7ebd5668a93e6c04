import type { Scheme } from '@shuping/scheme';
import type { TextRef } from '@shuping/kernel';
import type { Words } from './rows.ts';

export type Option = { readonly id: string; readonly words: string };
type Titled = { readonly id: string; readonly title?: TextRef };

const LISTS: Readonly<Record<string, (scheme: Scheme) => readonly Titled[]>> = {
  node: (scheme) => scheme.score.nodes,
  question: (scheme) => scheme.questions,
  group: (scheme) => scheme.groups,
  ballot: (scheme) => scheme.ballots,
  item: (scheme) => unique(scheme.ballots.flatMap((ballot) => ballot.items)),
  option: (scheme) => unique(scheme.scales.flatMap((scale) => scale.options)),
  grade: (scheme) => scheme.grading.grades,
  fact: (scheme) => scheme.facts,
  outcome: (scheme) => scheme.grading.outcomes ?? [],
  mark: (scheme) => scheme.grading.marks ?? [],
  list: (scheme) => scheme.grading.lists ?? [],
};

/** What an id named so speaks of. */
const OF_NAME: Readonly<Record<string, string>> = {
  node: 'node', input: 'node', base: 'node', root: 'node', accounts: 'node', tieBreak: 'node', question: 'question', questions: 'question', parent: 'question', group: 'group', ballot: 'ballot',
  item: 'item', option: 'option', leaves: 'option', grade: 'grade', grades: 'grade', otherwise: 'grade', fact: 'fact', outcome: 'outcome', outcomes: 'outcome', marks: 'mark', lists: 'list',
};
/** Ids of list members that are the ids of something else. */
const OF_MEMBER: Readonly<Record<string, string>> = { inputs: 'node', shares: 'grade', bands: 'grade' };

/** What an id may name; null where it may be any word. */
export function optionsOf(scheme: Scheme, words: Words, name: string, holder: string, owner: unknown): readonly Option[] | null {
  const shown = (list: readonly Titled[]): Option[] => list.map((one) => ({ id: one.id, words: one.title ? words.text(one.title) || one.id : one.id }));
  const kind = (owner as { kind?: string } | undefined)?.kind;
  if (name === 'owner' || name === 'role') return rolesOf(scheme).map((id) => ({ id, words: words.id('role', id) }));
  if (name === 'into') return shown(holder === 'absence' ? scheme.score.nodes : scheme.groups);
  if (name === 'is') return kind === 'grade' || kind === 'past_grade' ? shown(scheme.grading.grades) : null;
  if (name === 'id') return holder === 'items' && (kind === 'tally' || kind === 'numeric_tally' || kind === 'support_rate' || kind === 'prevailing') ? shown(LISTS['item']!(scheme)) : holder in OF_MEMBER ? shown(LISTS[OF_MEMBER[holder]!]!(scheme)) : null;
  // a scale has no name but the words of its options
  if (name === 'scale') return scheme.scales.map((scale) => ({ id: scale.id, words: scale.options.map((one) => words.text(one.title)).join(' ') }));
  const of = OF_NAME[name];
  return of === undefined ? null : shown(LISTS[of]!(scheme));
}

function rolesOf(scheme: Scheme): string[] {
  const owners = scheme.score.nodes.flatMap((node) => ('owner' in node ? [node.owner] : []));
  return [...new Set([...owners, ...scheme.vetting.map((step) => step.role), scheme.meeting.comment.role, ...scheme.questions.flatMap((one) => (one.owner ? [one.owner] : []))])];
}

function unique(list: readonly Titled[]): Titled[] {
  return list.filter((one, n) => list.findIndex((two) => two.id === one.id) === n);
}

/** Lists that can be added to from a group of lines. */
export function listsOf(group: string, tab: string): readonly string[] {
  if (tab === 'groups') return ['groups'];
  if (tab === 'examples') return ['examples'];
  if (tab === 'ballots') return group.startsWith('scale-') ? [`scales/${group.slice(6)}/options`] : [`ballots/${group}/items`];
  return LISTS_OF[group] ?? [];
}

const LISTS_OF: Readonly<Record<string, readonly string[]>> = {
  score: ['score/nodes'], questions: ['questions', 'facts'], quotas: ['grading/quotas'], gates: ['grading/gates', 'grading/vetoes'], sections: ['report/sections'], checks: ['report/checks'], vetting: ['vetting'], results: ['results'],
};

/** Whole values that open as a form from a group of lines. */
export function wholesOf(group: string, tab: string): readonly string[] {
  if (tab === 'ballots') return [group.startsWith('scale-') ? `scales/${group.slice(6)}` : `ballots/${group}`];
  return WHOLES_OF[group] ?? [];
}

const WHOLES_OF: Readonly<Record<string, readonly string[]>> = {
  score: ['title', 'score'], bands: ['grading/grades', 'grading/bands'], quotas: ['grading/distribution', 'grading/system', 'grading/pool', 'grading/tieBreak'],
  gates: ['grading/ceilings', 'grading/outcomes', 'grading/lists', 'grading/marks', 'grading/stars', 'grading/steps', 'grading/publication'], meeting: ['meeting'], after: ['posts'], results: [], calendar: ['calendar'],
};
/** Lists that stand beside all groups of a tab. */
export const TAB_LISTS: Readonly<Record<string, readonly string[]>> = { ballots: ['ballots', 'scales'] };
