import { shapeReferences, useReferences } from './grading-references.ts';
import type { Condition } from './model/condition.ts';
import type { Scheme } from './model/scheme.ts';
import { usesOf, type ScoreNode } from './nodes/index.ts';

/** Use of one thing by another. `to` is the path of what is named; roles and checks live outside the scheme and have none. */
export type Reference =
  | { readonly from: string; readonly kind: 'member'; readonly to: string }
  | { readonly from: string; readonly kind: 'role'; readonly id: string }
  | { readonly from: string; readonly kind: 'check'; readonly id: string };

/** Every reference that a scheme makes, in the order of the scheme. */
export function referencesOf(scheme: Scheme): Reference[] {
  const out: Reference[] = [];
  const use = (from: string, to: string | undefined): void => {
    if (to !== undefined) out.push({ from, kind: 'member', to });
  };
  const outside = (kind: 'role' | 'check', from: string, id: string | undefined): void => {
    if (id !== undefined) out.push({ from, kind, id });
  };
  for (const q of scheme.questions) {
    use(`questions/${q.id}/parent`, q.parent && `questions/${q.parent}`);
    outside('role', `questions/${q.id}/owner`, q.owner);
  }
  for (const s of scheme.report.sections) use(`report/sections/${s.id}/question`, s.question && `questions/${s.question}`);
  for (const c of scheme.report.checks) outside('check', `report/checks/${c.id}/check`, c.check);
  for (const v of scheme.vetting) outside('role', `vetting/${v.id}/role`, v.role);
  outside('role', 'meeting/comment/role', scheme.meeting.comment.role);
  for (const g of scheme.groups) {
    use(`groups/${g.id}/ballot`, `ballots/${g.ballot}`);
    if (g.small.rule === 'merge') use(`groups/${g.id}/small/into`, `groups/${g.small.into}`);
    if (g.rates?.rule === 'only') use(`groups/${g.id}/rates/fact`, `facts/${g.rates.fact}`);
  }
  for (const b of scheme.ballots) {
    for (const item of b.items) {
      use(`ballots/${b.id}/items/${item.id}/scale`, `scales/${item.scale}`);
      use(`ballots/${b.id}/items/${item.id}/question`, item.question && `questions/${item.question}`);
      use(`ballots/${b.id}/items/${item.id}/only/fact`, item.only && `facts/${item.only.fact}`);
    }
  }
  use('score/root', `score/nodes/${scheme.score.root}`);
  for (const node of scheme.score.nodes) nodeReferences(node, use, outside);
  gradingReferences(scheme, use);
  const conditions = (condition: Condition | undefined, at: string): void => {
    if (condition) conditionReferences(condition, at, use);
  };
  shapeReferences(scheme, use, conditions);
  for (const r of scheme.results) {
    useReferences(r, use, conditions);
    outside('role', `results/${r.id}/role`, r.role);
  }
  outside('role', 'tolerance/decides', scheme.tolerance?.decides);
  for (const s of scheme.grading.steps ?? []) outside('role', `grading/steps/${s.id}/role`, s.role);
  for (const p of scheme.grading.publication?.rounds ?? []) outside('role', `grading/publication/rounds/${p.id}/role`, p.role);
  return out;
}

type Use = (from: string, to: string | undefined) => void;

function nodeReferences(node: ScoreNode, use: Use, outside: (kind: 'role', from: string, id: string) => void): void {
  for (const used of usesOf(node)) {
    const from = `score/nodes/${node.id}/${used.at}`;
    if ('to' in used) use(from, used.to);
    else if ('role' in used) outside('role', from, used.role);
    else conditionReferences(used.condition, from, use);
  }
}

function gradingReferences(scheme: Scheme, use: Use): void {
  const { bands, quotas, gates, vetoes, tieBreak } = scheme.grading;
  const grade = (from: string, id: string): void => use(from, `grading/grades/${id}`);
  for (const b of bands) grade(`grading/bands/${b.id}`, b.id);
  for (const q of quotas) for (const id of q.grades) grade(`grading/quotas/${q.id}/grades/${id}`, id);
  for (const g of gates) {
    grade(`grading/gates/${g.id}/grade`, g.grade);
    grade(`grading/gates/${g.id}/otherwise`, g.otherwise);
    conditionReferences(g.requires, `grading/gates/${g.id}/requires`, use);
  }
  for (const v of vetoes) {
    grade(`grading/vetoes/${v.id}/grade`, v.grade);
    use(`grading/vetoes/${v.id}/question`, `questions/${v.question}`);
    conditionReferences(v.when, `grading/vetoes/${v.id}/when`, use);
  }
  for (const id of tieBreak) use(`grading/tieBreak/${id}`, `score/nodes/${id}`);
}

/** References of a condition, however deep. */
export function conditionReferences(condition: Condition, at: string, use: Use): void {
  switch (condition.kind) {
    case 'and':
    case 'or':
      condition.all.forEach((part, i) => conditionReferences(part, `${at}/all/${i}`, use));
      return;
    case 'not':
      conditionReferences(condition.of, `${at}/of`, use);
      return;
    case 'event':
      use(`${at}/question`, `questions/${condition.question}`);
      return;
    case 'fact_is':
      use(`${at}/fact`, `facts/${condition.fact}`);
      return;
    case 'grade':
    case 'past_grade':
      for (const id of condition.is) use(`${at}/is/${id}`, `grading/grades/${id}`);
      return;
    case 'has_figure':
      use(`${at}/node`, `score/nodes/${condition.node}`);
      return;
    case 'compare': {
      const { left } = condition;
      if (left.of === 'node' || left.of === 'period_count') use(`${at}/left/node`, `score/nodes/${left.node}`);
      else if (left.of === 'fact') use(`${at}/left/fact`, `facts/${left.fact}`);
      else if (left.of === 'events') use(`${at}/left/question`, `questions/${left.question}`);
      else {
        use(`${at}/left/ballot`, `ballots/${left.ballot}`);
        use(`${at}/left/item`, `ballots/${left.ballot}/items/${left.item}`);
      }
    }
  }
}
