import type { TextRef } from '@shuping/kernel';
import type { Scheme } from '@shuping/scheme';

/** How a value is edited. `words` of a choice are already in the reader's language. */
export type Field =
  | { readonly kind: 'number'; readonly path: string; readonly value: number | null; readonly unit?: string; /** shown and typed as a percentage of a share 0..1 */ readonly percent?: boolean }
  | { readonly kind: 'choice'; readonly path: string; readonly value: string; readonly options: readonly { readonly id: string; readonly words: string; readonly value: unknown }[] }
  | { readonly kind: 'day'; readonly path: string; readonly month: number; readonly day: number; readonly yearOffset: number }
  | { readonly kind: 'words'; readonly words: string };

/** Sum of weights under a node against what it has to be; `inputs` are the weights' paths. */
export type Sum = { readonly node: string; readonly actual: number; readonly total: number; readonly inputs: readonly { readonly path: string; readonly weight: number }[] };

/** One line of the designer. `path` is what lock and origin speak of; `titlePath` is the wording to edit in place; `member` what can be taken away. */
export type Row = {
  readonly key: string;
  readonly depth: number;
  readonly title: string;
  readonly titlePath: string | null;
  readonly note: string;
  readonly field: Field | null;
  readonly path: string;
  readonly member: string | null;
  readonly parent: boolean;
  readonly sum?: Sum;
  readonly flags: readonly { readonly tone: 'red' | 'amber'; readonly words: string }[];
};

export type Group = { readonly key: string; readonly title: string; readonly note?: string; readonly sum?: Sum; readonly add?: 'part' | 'question'; readonly rows: readonly Row[] };

export const TABS = ['score', 'groups', 'ballots', 'grading', 'report', 'vetting', 'results', 'calendar', 'examples'] as const;
export type Tab = (typeof TABS)[number];

/** Words for building rows: catalogue keys, texts of the scheme, ids of roles, checks and the like. */
export type Words = {
  readonly t: (key: string, params?: Readonly<Record<string, string | number>>) => string;
  readonly text: (ref: TextRef) => string;
  /** `schemes.<kind>.<id>` in the catalogue, else the plugin's own word, else the id */
  readonly id: (kind: string, id: string) => string;
};

/** Fills in what most rows leave out. */
export function row(given: Pick<Row, 'key' | 'title' | 'path'> & Partial<Row>): Row {
  return { depth: 0, titlePath: null, note: '', field: null, member: null, parent: false, flags: [], ...given };
}

const OF_TAB: readonly (readonly [prefix: string, tab: Tab])[] = [
  ['score', 'score'], ['questions', 'score'], ['groups', 'groups'], ['ballots', 'ballots'], ['scales', 'ballots'], ['grading', 'grading'], ['report', 'report'],
  ['vetting', 'vetting'], ['meeting', 'vetting'], ['results', 'results'], ['publicity', 'results'], ['appeal', 'results'], ['tolerance', 'results'], ['rectification', 'results'],
  ['minMonthsInPost', 'results'], ['calendar', 'calendar'], ['examples', 'examples'],
];

/** Tab on which a path of the scheme is edited. */
export function tabOf(path: string): Tab {
  return OF_TAB.find(([prefix]) => path.split('/', 1)[0] === prefix)?.[1] ?? 'score';
}

/** Words of a place: titles of the members on the way, names of the fields. */
export function placeOf(scheme: Scheme, path: string, words: Words): string {
  const parts: string[] = [];
  let node: unknown = scheme;
  for (const segment of path.split('/')) {
    const list = Array.isArray(node);
    node = list ? (node as { id?: string }[]).find((one) => one === (segment as unknown) || one.id === segment) : (node as Record<string, unknown> | undefined)?.[segment];
    const title = (node as { title?: TextRef } | undefined)?.title;
    const named = list && !title ? scheme.score.nodes.find((one) => one.id === segment)?.title : undefined;
    if (list) parts.push(title ? words.text(title) : named ? words.text(named) : path.startsWith('calendar/') ? words.id('stage', segment) : gradeTitle(scheme, path, segment, words));
    else if (!['score', 'nodes', 'inputs', 'expect', 'grading'].includes(segment)) parts.push(fieldWords(segment, words));
  }
  return parts.filter((part, n) => part !== '' && part !== parts[n - 1]).slice(-3).join(' / ');
}

/** Name of a field; the form's word where the table has none. */
export function fieldWords(segment: string, words: Words): string {
  const named = words.id('field', segment);
  return named === segment ? words.id('label', segment) : named;
}

function gradeTitle(scheme: Scheme, path: string, id: string, words: Words): string {
  const grade = path.startsWith('grading/') ? scheme.grading.grades.find((one) => one.id === id) : undefined;
  return grade ? words.text(grade.title) : words.id('check', id);
}
