import type { Condition } from '../model/condition.ts';
import type { Scheme } from '../model/scheme.ts';

/** Every condition of grading and result use with its place. */
export function conditionsOf(scheme: Scheme): { readonly path: string; readonly condition: Condition }[] {
  const { gates, vetoes, ceilings, outcomes, marks, stars } = scheme.grading;
  const at = (path: string, condition: Condition | undefined) => (condition ? [{ path, condition }] : []);
  return [
    ...gates.flatMap((one) => at(`grading/gates/${one.id}/requires`, one.requires)),
    ...vetoes.flatMap((one) => at(`grading/vetoes/${one.id}/when`, one.when)),
    ...(ceilings ?? []).flatMap((one) => at(`grading/ceilings/${one.id}/when`, one.when)),
    ...(outcomes ?? []).flatMap((one) => at(`grading/outcomes/${one.id}/when`, one.when)),
    ...(marks ?? []).flatMap((one) => [
      ...at(`grading/marks/${one.id}/requires`, one.requires),
      ...one.any.flatMap((rule) => (rule.kind === 'when' ? at(`grading/marks/${one.id}/any/${rule.id}/condition`, rule.condition) : [])),
    ]),
    ...(stars?.themes ?? []).flatMap((one) => [...at(`grading/stars/themes/${one.id}/requires`, one.requires), ...at(`grading/stars/themes/${one.id}/veto`, one.veto)]),
    ...scheme.results.flatMap((one) => at(`results/${one.id}/when`, one.when)),
  ];
}
