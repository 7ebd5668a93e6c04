import { Fraction } from '@shuping/kernel';
import type { ForeignFigure, NodeOf } from '@shuping/scheme';
import { absent, present, type Figure } from '../figure.ts';
import { num } from '../prepared.ts';
import type { EvalContext, ExplainContext, ExplainedLine, ExplainedParts, ExplainedStep, InputKey } from './evaluator.ts';

type Node = NodeOf<'reference'>;

/** More figures than this are told as one line. */
const LINES = 40;

type Taken = { readonly from: string; readonly value: Fraction; readonly missing: boolean };

/** The other objects' figures, or the own ones of earlier years; undefined while nobody has looked around. */
function foreign(node: Node, ctx: EvalContext): readonly ForeignFigure[] | undefined {
  if (node.of !== 'earlier') return ctx.inputs.around?.[node.id];
  const memory = ctx.inputs.earlier;
  if (!memory) return undefined;
  const last = Number(ctx.inputs.periodEnd.slice(0, 4)) - 1;
  return Array.from({ length: node.years ?? 1 }, (_, back) => ({ from: String(last - back), figure: memory.find((one) => one.year === last - back)?.figures[node.node] ?? null }));
}

function takenOf(node: Node, ctx: EvalContext): Taken[] | Figure {
  const given = foreign(node, ctx);
  if (!given) return absent(node.of === 'earlier' ? 'absent.no_memory' : 'absent.not_referred');
  const out: Taken[] = [];
  for (const { from, figure } of given) {
    if (figure !== null) out.push({ from, value: Fraction.of(figure), missing: false });
    else if (node.missing === 'hold') return absent('absent.other_missing');
    else if (node.missing === 'zero') out.push({ from, value: Fraction.zero, missing: true });
  }
  if (out.length === 0 && given.length > 0) return absent('absent.nothing_left');
  if (out.length === 0 && node.none === 'absent') return absent('absent.nobody');
  return node.combine === 'only' && given.length > 1 ? absent('absent.not_single') : out;
}

/** Share of each in the figure, the factor aside. The first of equal extremes is named. */
function shareOf(node: Node, taken: readonly Taken[], at: number): Fraction {
  if (node.combine === 'mean') return new Fraction(1n, BigInt(taken.length));
  if (node.combine === 'only' || node.combine === 'sum') return Fraction.one;
  const sign = node.combine === 'min' ? 1 : -1;
  const found = taken.reduce((best, one, index) => (sign * one.value.compare(taken[best]!.value) < 0 ? index : best), 0);
  return found === at ? Fraction.one : Fraction.zero;
}

/** Figures of other objects (R05, R55) or of earlier years (R54), combined and times `factor`. */
export function evaluate(node: Node, ctx: EvalContext): Figure {
  const taken = takenOf(node, ctx);
  if ('value' in taken) return taken;
  if (taken.length === 0) return present(Fraction.zero);
  const values = taken.map((one) => one.value);
  const [first] = values as [Fraction];
  const combined = node.combine === 'min' ? values.reduce((a, b) => a.min(b), first)
    : node.combine === 'max' ? values.reduce((a, b) => a.max(b), first)
    : node.combine === 'mean' ? Fraction.sum(values).div(new Fraction(BigInt(values.length)))
    : Fraction.sum(values);
  return present(combined.mul(num(node.factor)));
}

export function reads(node: Node): readonly InputKey[] {
  return node.of === 'earlier' ? ['earlier', 'periodEnd'] : [`around/${node.id}`];
}

export function explain(node: Node, ctx: ExplainContext): ExplainedParts {
  const rule = { code: `rule.reference.${node.of}`, params: { node: node.node } } as const;
  const taken = takenOf(node, ctx);
  if ('value' in taken) return { rule };
  const steps: ExplainedStep[] = node.factor === 1 ? [] : [{ code: 'step.times', params: { factor: num(node.factor).toString(), node: node.node } }];
  if (taken.length === 0) return { rule, inputs: [{ code: 'line.nobody', params: {} }] };
  if (taken.length > LINES) {
    const value = evaluate({ ...node, factor: 1 }, ctx).value!;
    return { rule, steps, inputs: [{ code: `line.others.${node.combine}`, params: { count: taken.length }, amount: ctx.exact(value) }] };
  }
  const inputs = taken.map((one, at): ExplainedLine => {
    const params = { from: one.from, value: one.value.toString() };
    return { code: one.missing ? 'line.other_missing' : 'line.other', params, amount: ctx.exact(one.value.mul(shareOf(node, taken, at))) };
  });
  return { rule, inputs, steps };
}
