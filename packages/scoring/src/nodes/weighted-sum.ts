import { Fraction } from '@shuping/kernel';
import type { Absence, NodeOf } from '@shuping/scheme';
import { absent, present, type Figure } from '../figure.ts';
import { num } from '../prepared.ts';
import type { Coded, EvalContext, ExplainContext, ExplainedChild, ExplainedParts } from './evaluator.ts';

type Node = NodeOf<'weighted_sum'>;

/** One input with the weight in effect: `source` is the node whose figure counts, null where it counts as zero or not at all. */
type Term = { readonly index: number; readonly id: string; readonly weight: Fraction; readonly source: string | null; readonly rule: Absence['rule'] | null };
type Plan = { readonly terms: readonly Term[]; readonly failed: Figure | null };

/** Index of the input that takes the weight of an absent input under `merge`, along chains of absent inputs; null when there is none. */
function receiver(node: Node, ctx: EvalContext, index: number): number | null {
  const seen = new Set([index]);
  let current = index;
  for (;;) {
    const input = node.inputs[current]!;
    if (ctx.figure(input.id).value || input.absence?.rule !== 'merge') return current;
    const into = input.absence.into;
    current = node.inputs.findIndex((other) => other.id === into);
    if (current < 0 || seen.has(current)) return null;
    seen.add(current);
  }
}

/** Which weight each input carries in the end, by the declared absence rules (R34). */
function plan(node: Node, ctx: EvalContext): Plan {
  const weights = node.inputs.map((input) => num(input.weight));
  const whole = Fraction.sum(weights);
  let failed: Figure | null = null;
  const fail = (figure: Figure) => { failed ??= figure; };
  node.inputs.forEach((input, index) => {
    if (ctx.figure(input.id).value || input.absence?.rule !== 'merge') return;
    const to = receiver(node, ctx, index);
    if (to === null) return fail(absent('absent.merge_target', [input.id]));
    weights[to] = weights[to]!.add(num(input.weight));
    weights[index] = Fraction.zero;
  });
  let dropped = Fraction.zero;
  const terms = node.inputs.map((input, index): Term => {
    const term = { index, id: input.id, weight: weights[index]! };
    if (ctx.figure(input.id).value) return { ...term, source: input.id, rule: null };
    const absence = input.absence;
    if (!absence) fail(absent('absent.undeclared', [input.id]));
    else if (absence.rule === 'hold') fail(absent('absent.hold', [input.id]));
    else if (absence.rule === 'renormalise') dropped = dropped.add(term.weight);
    else if (absence.rule === 'fallback') {
      if (ctx.figure(absence.node).value) return { ...term, source: absence.node, rule: 'fallback' };
      fail(absent('absent.fallback', [input.id, absence.node]));
    }
    return { ...term, source: null, rule: absence?.rule ?? null };
  });
  if (failed) return { terms, failed };
  const left = whole.sub(dropped);
  if (left.isZero()) return { terms, failed: absent('absent.nothing_left', node.inputs.map((input) => input.id)) };
  const factor = whole.div(left).div(num(node.total));
  return { terms: terms.map((term) => ({ ...term, weight: term.rule === 'renormalise' ? Fraction.zero : term.weight.mul(factor) })), failed: null };
}

/** Σ figure × weight ÷ total (R24), with missing inputs treated as declared; an undeclared absence holds. */
export function evaluate(node: Node, ctx: EvalContext): Figure {
  const { terms, failed } = plan(node, ctx);
  if (failed) return failed;
  let total = Fraction.zero;
  for (const term of terms) if (term.source !== null) total = total.add(ctx.figure(term.source).value!.mul(term.weight));
  return present(total);
}

function absenceOf(node: Node, index: number): Coded {
  const absence = node.inputs[index]!.absence;
  if (!absence) return { code: 'absence.undeclared', params: {} };
  const params: Record<string, string> = absence.rule === 'merge' ? { into: absence.into } : absence.rule === 'fallback' ? { node: absence.node } : {};
  return { code: `absence.${absence.rule}`, params };
}

export function explain(node: Node, ctx: ExplainContext): ExplainedParts {
  const { terms, failed } = plan(node, ctx);
  const children = terms.map((term): ExplainedChild => {
    const missing = ctx.figure(term.id).value === null;
    const value = term.source === null ? Fraction.zero : ctx.figure(term.source).value!;
    const layer = ctx.layerAt(`score/nodes/${node.id}/inputs/${term.id}/weight`);
    return {
      declared: num(node.inputs[term.index]!.weight).div(num(node.total)).toString(),
      ...(failed ? {} : { weight: term.weight.toString(), contribution: ctx.exact(value.mul(term.weight)) }),
      explained: ctx.explain(term.id),
      ...(missing ? { absence: absenceOf(node, term.index) } : {}),
      ...(term.rule === 'fallback' ? { instead: ctx.explain(term.source!) } : {}),
      ...(layer ? { layer } : {}),
    };
  });
  return { rule: { code: 'rule.weighted_sum', params: { total: node.total } }, children };
}
