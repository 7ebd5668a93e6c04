import type { Condition, Operand } from '../model/condition.ts';
import type { QuestionKind } from '../model/stages.ts';
import type { Scheme } from '../model/scheme.ts';
import { conditionsOf } from './conditions.ts';
import { type Finding, finding } from './context.ts';
import { nodeConditions, nodeKindFindings } from './node-kinds.ts';

/** Things that exist but are of the wrong kind for their use: scheme.question-kind, scheme.fact-type, scheme.option-unknown, scheme.parent-cycle. */
export function kindFindings(scheme: Scheme): Finding[] {
  const kinds = new Map(scheme.questions.map((q) => [q.id, q.kind]));
  const expect = (path: string, id: string, allowed: readonly QuestionKind[]): Finding[] => {
    const kind = kinds.get(id);
    return kind === undefined || allowed.includes(kind) ? [] : [finding('scheme.question-kind', path, { question: id, kind, expected: allowed.join(',') })];
  };
  const events = scheme.score.nodes.flatMap((node) =>
    node.kind === 'events' ? node.questions.flatMap((id) => expect(`score/nodes/${node.id}/questions/${id}`, id, node.sign === 'plus' ? ['bonus'] : ['deduction', 'veto'])) : [],
  );
  const vetoes = scheme.grading.vetoes.flatMap((v) => expect(`grading/vetoes/${v.id}/question`, v.question, ['veto']));
  const lists = (scheme.grading.lists ?? []).flatMap((l) => l.questions.flatMap((id) => expect(`grading/lists/${l.id}/questions/${id}`, id, ['deduction', 'veto'])));
  const awards = (scheme.grading.stars?.awards ?? []).flatMap((a) => expect(`grading/stars/awards/${a.id}/question`, a.question, ['bonus']));
  const conditions = [...conditionsOf(scheme), ...nodeConditions(scheme)].flatMap(({ path, condition }) => conditionFindings(scheme, condition, path));
  return [...events, ...vetoes, ...lists, ...awards, ...conditions, ...nodeKindFindings(scheme), ...parentFindings(scheme)];
}

function conditionFindings(scheme: Scheme, condition: Condition, at: string): Finding[] {
  if (condition.kind === 'and' || condition.kind === 'or') return condition.all.flatMap((part, i) => conditionFindings(scheme, part, `${at}/all/${i}`));
  if (condition.kind === 'not') return conditionFindings(scheme, condition.of, `${at}/of`);
  if (condition.kind === 'fact_is') {
    const fact = scheme.facts.find((f) => f.id === condition.fact);
    return fact && fact.type !== 'text' ? [finding('scheme.fact-type', `${at}/fact`, { fact: fact.id, type: fact.type })] : [];
  }
  return condition.kind === 'compare' ? operandFindings(scheme, condition.left, `${at}/left`) : [];
}

function operandFindings(scheme: Scheme, left: Operand, at: string): Finding[] {
  if (left.of === 'fact') {
    const fact = scheme.facts.find((f) => f.id === left.fact);
    return fact?.type === 'text' ? [finding('scheme.fact-type', `${at}/fact`, { fact: fact.id, type: fact.type })] : [];
  }
  if (left.of !== 'option_share') return [];
  const item = scheme.ballots.find((b) => b.id === left.ballot)?.items.find((i) => i.id === left.item);
  const scale = item && scheme.scales.find((s) => s.id === item.scale);
  return scale && !scale.options.some((o) => o.id === left.option) ? [finding('scheme.option-unknown', `${at}/option`, { option: left.option, scale: scale.id })] : [];
}

function parentFindings(scheme: Scheme): Finding[] {
  const parents = new Map(scheme.questions.map((q) => [q.id, q.parent]));
  return scheme.questions.flatMap((q) => {
    const seen = new Set<string>();
    for (let at = q.parent; at !== undefined && !seen.has(at); at = parents.get(at)) {
      if (at === q.id) return [finding('scheme.parent-cycle', `questions/${q.id}/parent`)];
      seen.add(at);
    }
    return [];
  });
}
