import type { NodeOf, Scheme, ScoreNode } from '@shuping/scheme';
import { formOf } from '../nodes/index.ts';
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
  const rows = top?.kind === 'weighted_sum' ? childRows(scheme, top, 0, words, new Set()) : top ? nodeRows(scheme, top, { depth: 0, weight: null, member: null }, words, new Set()) : [];
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

function nodeRows(scheme: Scheme, node: ScoreNode | undefined, place: Place, words: Words, seen: ReadonlySet<string>): Row[] {
  if (!node || seen.has(node.id) || place.depth > 8) return [];
  const below = childRows(scheme, node, place.depth + 1, words, new Set([...seen, node.id]));
  const own = row({
    key: place.weight?.path ?? `score/nodes/${node.id}`, depth: place.depth, title: words.text(node.title), titlePath: `score/nodes/${node.id}/title`, note: formOf(node).note(node, words),
    field: fieldOf(node, place), path: place.weight?.path ?? ownPath(node), member: place.member, parent: below.length > 0,
    ...(node.kind === 'weighted_sum' ? { sum: sumUnder(node) } : {}),
    flags: place.weight && !place.weight.absent ? [{ tone: 'red', words: words.t('schemes.flag.absence') }] : [],
  });
  return [own, ...below];
}

function childRows(scheme: Scheme, node: ScoreNode, depth: number, words: Words, seen: ReadonlySet<string>): Row[] {
  const form = formOf(node);
  const path = `score/nodes/${node.id}`;
  const children = (form.children?.(node) ?? []).flatMap(({ id, weight, member }) => nodeRows(scheme, nodeOf(scheme, id), { depth, weight, member }, words, seen));
  const lines = (form.lines?.(node, words, scheme) ?? []).map((line) => row({
    key: `${path}/${line.at}`, depth, title: typeof line.title === 'string' ? line.title : words.text(line.title), titlePath: line.titleAt ? `${path}/${line.titleAt}` : null,
    note: line.note ?? '', field: line.field, path: `${path}/${line.at}`, member: line.member ? `${path}/${line.member}` : null,
  }));
  return [...children, ...lines];
}

function ownPath(node: ScoreNode): string {
  return node.kind === 'events' ? `score/nodes/${node.id}/cap` : `score/nodes/${node.id}`;
}

function fieldOf(node: ScoreNode, place: Place): Field | null {
  if (place.weight) return { kind: 'number', path: place.weight.path, value: place.weight.value };
  if (node.kind === 'events') return { kind: 'number', path: `score/nodes/${node.id}/cap`, value: node.cap ?? null, unit: '≤' };
  return null;
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
