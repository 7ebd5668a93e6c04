import type { NodeKind, NodeOf, Scheme, ScoreNode } from '@shuping/scheme';
import { sumOf } from './fit.ts';
import { row, type Field, type Group, type Row, type Sum, type Words } from './rows.ts';

type Weighted = NodeOf<'weighted_sum'>;
/** Where a node hangs: its weight under the parent, when it has one. */
type Place = { readonly depth: number; readonly weight: { readonly path: string; readonly value: number; readonly absent: boolean } | null; readonly member: string | null };

/** 考题与得分: the score as a tree from the root down, then the questions. */
export function scoreGroups(scheme: Scheme, words: Words, lint: readonly { readonly path: string; readonly kind: string; readonly words: string }[]): Group[] {
  const root = nodeOf(scheme, scheme.score.root);
  const top = root?.kind === 'adjusted' ? nodeOf(scheme, root.base) : root;
  const accounts = root?.kind === 'adjusted' ? root.accounts : [];
  const rows = top?.kind === 'weighted_sum' ? inputRows(scheme, top, 0, words, new Set()) : top ? nodeRows(scheme, top, { depth: 0, weight: null, member: null }, words, new Set()) : [];
  const more = accounts.flatMap((id) => nodeRows(scheme, nodeOf(scheme, id), { depth: 0, weight: null, member: null }, words, new Set()));
  const counts = ['must_report', 'must_answer', 'shared', 'bonus', 'deduction', 'veto', 'indicator'].flatMap((kind) => {
    const count = scheme.questions.filter((q) => q.kind === kind).length;
    return count > 0 ? [`${words.id('kind', kind)} ${count}`] : [];
  });
  return [
    { key: 'score', title: words.t('schemes.group.score'), ...(top?.kind === 'weighted_sum' ? { sum: sumUnder(top), add: 'part' as const } : {}), rows: [...rows, ...more] },
    { key: 'questions', title: words.t('schemes.group.questions'), note: counts.join(' · '), add: 'question', rows: questionRows(scheme, words, lint) },
  ];
}

/** The sum under a weighted node. */
export function sumUnder(node: Weighted): Sum {
  const inputs = node.inputs.map((input) => ({ path: `score/nodes/${node.id}/inputs/${input.id}/weight`, weight: input.weight }));
  return { node: node.id, actual: sumOf(inputs.map((input) => input.weight)), total: node.total, inputs };
}

function nodeOf(scheme: Scheme, id: string): ScoreNode | undefined {
  return scheme.score.nodes.find((node) => node.id === id);
}

function inputRows(scheme: Scheme, node: Weighted, depth: number, words: Words, seen: ReadonlySet<string>): Row[] {
  return node.inputs.flatMap((input) => {
    const path = `score/nodes/${node.id}/inputs/${input.id}`;
    return nodeRows(scheme, nodeOf(scheme, input.id), { depth, weight: { path: `${path}/weight`, value: input.weight, absent: input.absence !== undefined }, member: path }, words, seen);
  });
}

function nodeRows(scheme: Scheme, node: ScoreNode | undefined, place: Place, words: Words, seen: ReadonlySet<string>): Row[] {
  if (!node || seen.has(node.id) || place.depth > 8) return [];
  const below = childRows(scheme, node, place.depth + 1, words, new Set([...seen, node.id]));
  const own = row({
    key: place.weight?.path ?? `score/nodes/${node.id}`, depth: place.depth, title: words.text(node.title), titlePath: `score/nodes/${node.id}/title`, note: noteOf(scheme, node, words),
    field: fieldOf(node, place), path: place.weight?.path ?? ownPath(node), member: place.member, parent: below.length > 0,
    ...(node.kind === 'weighted_sum' ? { sum: sumUnder(node) } : {}),
    flags: place.weight && !place.weight.absent ? [{ tone: 'red', words: words.t('schemes.flag.absence') }] : [],
  });
  return [own, ...below];
}

function childRows(scheme: Scheme, node: ScoreNode, depth: number, words: Words, seen: ReadonlySet<string>): Row[] {
  if (node.kind === 'weighted_sum') return inputRows(scheme, node, depth, words, seen);
  const bare = { depth, weight: null, member: null };
  if (node.kind === 'adjusted') return [node.base, ...node.accounts].flatMap((id) => nodeRows(scheme, nodeOf(scheme, id), bare, words, seen));
  if (node.kind === 'statistic') return node.inputs.flatMap((input) => nodeRows(scheme, nodeOf(scheme, input.id), { ...bare, member: `score/nodes/${node.id}/inputs/${input.id}` }, words, seen));
  const list = `score/nodes/${node.id}/items`;
  if (node.kind === 'indicator_sheet') {
    return node.items.map((item) => row({
      key: `${list}/${item.id}/max`, depth, title: words.text(item.title), titlePath: `${list}/${item.id}/title`, note: words.id('deduction', item.deduction),
      field: { kind: 'number', path: `${list}/${item.id}/max`, value: item.max }, path: `${list}/${item.id}/max`, member: `${list}/${item.id}`,
    }));
  }
  if (node.kind !== 'tally' || node.items.length < 2) return [];
  const ballot = scheme.ballots.find((one) => one.id === node.ballot);
  return node.items.map((item) => row({
    key: `${list}/${item.id}/weight`, depth, title: words.text(ballot?.items.find((one) => one.id === item.id)?.title ?? { text: item.id }), note: words.t('schemes.note.ballotItem'),
    field: { kind: 'number', path: `${list}/${item.id}/weight`, value: item.weight }, path: `${list}/${item.id}/weight`, member: `${list}/${item.id}`,
  }));
}

function ownPath(node: ScoreNode): string {
  return node.kind === 'events' ? `score/nodes/${node.id}/cap` : `score/nodes/${node.id}`;
}

function fieldOf(node: ScoreNode, place: Place): Field | null {
  if (place.weight) return { kind: 'number', path: place.weight.path, value: place.weight.value };
  if (node.kind === 'events') return { kind: 'number', path: `score/nodes/${node.id}/cap`, value: node.cap ?? null, unit: '≤' };
  return null;
}

const NOTES: { readonly [K in NodeKind]: (scheme: Scheme, node: NodeOf<K>, words: Words) => string } = {
  weighted_sum: (_scheme, _node, words) => words.t('schemes.node.weighted_sum'),
  tally: (_scheme, node, words) => words.t('schemes.node.tally', { divisor: words.id('divisor', node.divisor) }),
  officer_input: (_scheme, node, words) => words.t('schemes.node.officer_input', { owner: words.id('role', node.owner) }),
  indicator_sheet: (_scheme, node, words) => words.t('schemes.node.indicator_sheet', { count: node.items.length }),
  events: (_scheme, node, words) => words.t(node.sign === 'plus' ? 'schemes.node.bonus' : 'schemes.node.deduction'),
  adjusted: (_scheme, _node, words) => words.t('schemes.node.adjusted'),
  statistic: (_scheme, node, words) => words.id('measure', node.measure),
  external: (_scheme, node, words) => words.t('schemes.node.external', { owner: words.id('role', node.owner) }),
};

function noteOf<K extends NodeKind>(scheme: Scheme, node: NodeOf<K>, words: Words): string {
  return (NOTES[node.kind as K] as (scheme: Scheme, node: NodeOf<K>, words: Words) => string)(scheme, node, words);
}

function questionRows(scheme: Scheme, words: Words, lint: readonly { readonly path: string; readonly kind: string; readonly words: string }[]): Row[] {
  return scheme.questions.map((question) => {
    const path = `questions/${question.id}`;
    const found = lint.find((one) => one.path.startsWith(`${path}/`));
    const field: Field | null = question.points ? { kind: 'number', path: `${path}/points/max`, value: question.points.max, unit: '≤' } : null;
    return row({
      key: path, depth: question.parent ? 1 : 0, title: words.text(question.title), titlePath: `${path}/title`, note: words.id('kind', question.kind), field, path: field ? `${path}/points/max` : path, member: path,
      flags: found ? [{ tone: 'amber', words: words.id('lint', found.kind) }] : [],
    });
  });
}
