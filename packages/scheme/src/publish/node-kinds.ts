import type { Condition } from '../model/condition.ts';
import type { QuestionKind } from '../model/stages.ts';
import type { Scheme } from '../model/scheme.ts';
import { usesOf, type ScoreNode } from '../nodes/index.ts';
import { type Finding, finding } from './context.ts';

/** Conditions of score nodes with their places. */
export function nodeConditions(scheme: Scheme): { readonly path: string; readonly condition: Condition }[] {
  return scheme.score.nodes.flatMap((node) => usesOf(node).flatMap((use) => ('condition' in use ? [{ path: `score/nodes/${node.id}/${use.at}`, condition: use.condition }] : [])));
}

/** Things that score nodes name and that are of the wrong kind: scheme.question-kind, scheme.option-unknown, scheme.fact-type, scheme.tally-ballot, scheme.condition-grade (a score cannot depend on the grade that is made of it). */
export function nodeKindFindings(scheme: Scheme): Finding[] {
  return [
    ...scheme.score.nodes.flatMap((node) => [...questionFindings(scheme, node), ...optionFindings(scheme, node), ...groupFindings(scheme, node), ...factFindings(scheme, node)]),
    ...nodeConditions(scheme).flatMap(({ path, condition }) => (asksGrade(condition) ? [finding('scheme.condition-grade', path)] : [])),
  ];
}

function asksGrade(condition: Condition): boolean {
  if (condition.kind === 'and' || condition.kind === 'or') return condition.all.some(asksGrade);
  return condition.kind === 'not' ? asksGrade(condition.of) : condition.kind === 'grade';
}

function questionFindings(scheme: Scheme, node: ScoreNode): Finding[] {
  if (node.kind !== 'event_ledger') return [];
  const allowed: readonly QuestionKind[] = node.sign === 'plus' ? ['bonus'] : ['deduction', 'veto'];
  return node.questions.flatMap((id) => {
    const kind = scheme.questions.find((question) => question.id === id)?.kind;
    return kind === undefined || allowed.includes(kind) ? [] : [finding('scheme.question-kind', `score/nodes/${node.id}/questions/${id}`, { question: id, kind, expected: allowed.join(',') })];
  });
}

/** Options that the scale of the item has not; `leaves` of a tally may be on the scale of any of its items. */
function optionFindings(scheme: Scheme, node: ScoreNode): Finding[] {
  const optionsOf = (ballot: string, items: readonly string[]): Set<string> => {
    const form = scheme.ballots.find((one) => one.id === ballot);
    const scales = items.map((item) => form?.items.find((one) => one.id === item)?.scale);
    return new Set(scheme.scales.filter((scale) => scales.includes(scale.id)).flatMap((scale) => scale.options.map((option) => option.id)));
  };
  const check = (at: string, named: readonly string[], known: ReadonlySet<string>): Finding[] =>
    known.size === 0 ? [] : named.filter((id) => !known.has(id)).map((id) => finding('scheme.option-unknown', `score/nodes/${node.id}/${at}/${id}`, { option: id }));
  switch (node.kind) {
    case 'tally': return check('leaves', node.leaves ?? [], optionsOf(node.ballot, node.items.map((item) => item.id)));
    case 'support_rate': return [...check('options', node.options, optionsOf(node.ballot, [node.item])), ...check('leaves', node.leaves, optionsOf(node.ballot, [node.item]))];
    case 'prevailing': return check('points', node.points.map((option) => option.id), optionsOf(node.ballot, [node.item]));
    default: return [];
  }
}

/** A group is counted on the ballot that it fills in. */
function groupFindings(scheme: Scheme, node: ScoreNode): Finding[] {
  const named = node.kind === 'support_rate' ? node.groups : node.kind === 'prevailing' || node.kind === 'numeric_tally' ? [node.group] : [];
  const ballot = 'ballot' in node ? node.ballot : '';
  return named.flatMap((id) => {
    const group = scheme.groups.find((one) => one.id === id);
    return group && group.ballot !== ballot ? [finding('scheme.tally-ballot', `score/nodes/${node.id}/ballot`, { ballot, group: id })] : [];
  });
}

function factFindings(scheme: Scheme, node: ScoreNode): Finding[] {
  const fact = node.kind === 'fact_value' ? scheme.facts.find((one) => one.id === node.fact) : undefined;
  return fact?.type === 'text' ? [finding('scheme.fact-type', `score/nodes/${node.id}/fact`, { fact: fact.id, type: fact.type })] : [];
}
