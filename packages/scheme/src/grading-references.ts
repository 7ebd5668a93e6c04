import type { Condition } from './model/condition.ts';
import type { Scheme } from './model/scheme.ts';

type Use = (from: string, to: string | undefined) => void;
type UseCondition = (condition: Condition | undefined, at: string) => void;

/** References of one rule of result use. */
export function useReferences(rule: Scheme['results'][number], use: Use, conditions: UseCondition): void {
  const at = `results/${rule.id}`;
  for (const grade of rule.grades) use(`${at}/grades`, `grading/grades/${grade}`);
  for (const id of rule.outcomes ?? []) use(`${at}/outcomes`, `grading/outcomes/${id}`);
  for (const id of rule.marks ?? []) use(`${at}/marks`, `grading/marks/${id}`);
  for (const id of rule.lists ?? []) use(`${at}/lists`, `grading/lists/${id}`);
  for (const id of rule.memory?.grades ?? []) use(`${at}/memory/grades`, `grading/grades/${id}`);
  for (const id of rule.memory?.marks ?? []) use(`${at}/memory/marks`, `grading/marks/${id}`);
  conditions(rule.when, `${at}/when`);
  if (rule.effect?.kind === 'pair') for (const id of rule.effect.with) use(`${at}/effect/with`, `grading/grades/${id}`);
  if (rule.effect?.kind === 'flow') use(`${at}/effect/question`, `questions/${rule.effect.question}`);
}

/** References of the further parts of grading: distribution, pools, outcomes, ceilings, lists, marks, stars. */
export function shapeReferences(scheme: Scheme, use: Use, conditions: UseCondition): void {
  const { pool, distribution, system, outcomes, ceilings, lists, marks, vetoes } = scheme.grading;
  if (typeof pool === 'object') for (const by of pool.by) if (by.of === 'fact') use(`grading/pool/by/${by.fact}`, `facts/${by.fact}`);
  for (const s of distribution?.shares ?? []) use(`grading/distribution/shares/${s.id}`, `grading/grades/${s.id}`);
  for (const s of system ?? []) for (const id of s.grades) use(`grading/system/${s.id}/grades/${id}`, `grading/grades/${id}`);
  for (const v of vetoes) use(`grading/vetoes/${v.id}/outcome`, v.outcome && `grading/outcomes/${v.outcome}`);
  for (const o of outcomes ?? []) conditions(o.when, `grading/outcomes/${o.id}/when`);
  for (const c of ceilings ?? []) {
    use(`grading/ceilings/${c.id}/grade`, `grading/grades/${c.grade}`);
    conditions(c.when, `grading/ceilings/${c.id}/when`);
  }
  for (const l of lists ?? []) {
    use(`grading/lists/${l.id}/grade`, l.grade && `grading/grades/${l.grade}`);
    for (const id of l.questions) use(`grading/lists/${l.id}/questions/${id}`, `questions/${id}`);
  }
  for (const m of marks ?? []) {
    for (const id of m.not ?? []) use(`grading/marks/${m.id}/not/${id}`, `grading/marks/${id}`);
    conditions(m.requires, `grading/marks/${m.id}/requires`);
    for (const rule of m.any) if (rule.kind === 'when') conditions(rule.condition, `grading/marks/${m.id}/any/${rule.id}/condition`);
  }
  starReferences(scheme, use, conditions);
}

function starReferences({ grading: { stars } }: Scheme, use: Use, conditions: UseCondition): void {
  const at = 'grading/stars';
  for (const b of stars?.base ?? []) use(`${at}/base/${b.id}`, `grading/grades/${b.id}`);
  for (const a of stars?.awards ?? []) use(`${at}/awards/${a.id}/question`, `questions/${a.question}`);
  for (const c of stars?.cases ?? []) use(`${at}/cases/${c.id}/question`, `questions/${c.question}`);
  for (const t of stars?.themes ?? []) {
    conditions(t.requires, `${at}/themes/${t.id}/requires`);
    conditions(t.veto, `${at}/themes/${t.id}/veto`);
  }
}
