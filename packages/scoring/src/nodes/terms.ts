import { Fraction } from '@shuping/kernel';
import type { Absence } from '@shuping/scheme';
import { absent, type Figure } from '../figure.ts';
import type { Coded, EvalContext } from './evaluator.ts';

/** A part with its declared weight. */
export type Part = { readonly id: string; readonly weight: Fraction; readonly absence?: Absence | undefined };

/** One part with the weight in effect: `source` is the node whose figure counts, null where it counts as zero or not at all. */
export type Term = { readonly index: number; readonly id: string; readonly weight: Fraction; readonly source: string | null; readonly rule: Absence['rule'] | null };
export type Plan = { readonly terms: readonly Term[]; readonly failed: Figure | null };

/** Index of the part that takes the weight of an absent one under `merge`, along chains of absent parts; null when there is none. */
function receiver(parts: readonly Part[], ctx: EvalContext, index: number): number | null {
  const seen = new Set([index]);
  let current = index;
  for (;;) {
    const part = parts[current]!;
    if (ctx.figure(part.id).value || part.absence?.rule !== 'merge') return current;
    const into = part.absence.into;
    current = parts.findIndex((other) => other.id === into);
    if (current < 0 || seen.has(current)) return null;
    seen.add(current);
  }
}

/** All parts are there: the usual case, without the bookkeeping of absences. */
function whole(parts: readonly Part[], ctx: EvalContext): Plan | null {
  const terms: Term[] = [];
  for (let index = 0; index < parts.length; index += 1) {
    const { id, weight } = parts[index]!;
    if (!ctx.figure(id).value) return null;
    terms.push({ index, id, weight, source: id, rule: null });
  }
  return { terms, failed: null };
}

/** Which weight each part carries in the end, by the declared absence rules (R34). The weights in effect sum to the declared ones, but for parts that count as zero. */
export function planTerms(parts: readonly Part[], ctx: EvalContext): Plan {
  const all = whole(parts, ctx);
  if (all) return all;
  const weights = parts.map((part) => part.weight);
  const total = Fraction.sum(weights);
  let failed: Figure | null = null;
  const fail = (figure: Figure) => { failed ??= figure; };
  parts.forEach((part, index) => {
    if (ctx.figure(part.id).value || part.absence?.rule !== 'merge') return;
    const to = receiver(parts, ctx, index);
    if (to === null) return fail(absent('absent.merge_target', [part.id]));
    weights[to] = weights[to]!.add(part.weight);
    weights[index] = Fraction.zero;
  });
  let dropped = Fraction.zero;
  const terms = parts.map((part, index): Term => {
    const term = { index, id: part.id, weight: weights[index]! };
    if (ctx.figure(part.id).value) return { ...term, source: part.id, rule: null };
    const absence = part.absence;
    if (!absence) fail(absent('absent.undeclared', [part.id]));
    else if (absence.rule === 'hold') fail(absent('absent.hold', [part.id]));
    else if (absence.rule === 'renormalise') dropped = dropped.add(term.weight);
    else if (absence.rule === 'fallback') {
      if (ctx.figure(absence.node).value) return { ...term, source: absence.node, rule: 'fallback' };
      fail(absent('absent.fallback', [part.id, absence.node]));
    }
    return { ...term, source: null, rule: absence?.rule ?? null };
  });
  if (failed) return { terms, failed };
  const left = total.sub(dropped);
  if (left.isZero()) return { terms, failed: absent('absent.nothing_left', parts.map((part) => part.id)) };
  if (dropped.isZero()) return { terms, failed: null };
  const factor = total.div(left);
  return { terms: terms.map((term) => ({ ...term, weight: term.rule === 'renormalise' ? Fraction.zero : term.weight.mul(factor) })), failed: null };
}

/** Words for the rule that dealt with a missing part. */
export function absenceOf(absence: Absence | undefined): Coded {
  if (!absence) return { code: 'absence.undeclared', params: {} };
  const params: Record<string, string> = absence.rule === 'merge' ? { into: absence.into } : absence.rule === 'fallback' ? { node: absence.node } : {};
  return { code: `absence.${absence.rule}`, params };
}
