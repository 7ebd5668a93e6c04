import { Fraction } from '@shuping/kernel';
import type { NodeOf } from '@shuping/scheme';
import { absent, present, type Figure } from '../figure.ts';
import { decimal, num } from '../prepared.ts';
import type { EvalContext, ExplainContext, ExplainedLine, ExplainedParts, InputKey } from './evaluator.ts';

type Node = NodeOf<'indicator_sheet'>;
type Item = Node['items'][number];

/** Marks left on an item after a deduction of the given size (R29). */
function remaining(item: Item, deduction: Fraction): Fraction {
  const max = num(item.max);
  if (item.deduction === 'all_or_nothing') return deduction.isZero() ? max : Fraction.zero;
  return max.sub(deduction.min(max));
}

/** Σ remaining marks; absent without a sheet, or while an item has no entry (0 is an entry). */
export function evaluate(node: Node, ctx: EvalContext): Figure {
  const sheet = ctx.inputs.sheets[node.id];
  if (!sheet) return absent('absent.no_figure');
  let total = Fraction.zero;
  for (const item of node.items) {
    const entry = sheet[item.id];
    if (entry === undefined) return absent('absent.sheet_incomplete');
    const deduction = decimal(entry);
    if (!deduction || deduction.n < 0n) return absent('absent.out_of_bounds');
    total = total.add(remaining(item, deduction));
  }
  return present(total);
}

export function reads(node: Node): readonly InputKey[] {
  return [`sheets/${node.id}`];
}

export function explain(node: Node, ctx: ExplainContext): ExplainedParts {
  const sheet = ctx.inputs.sheets[node.id] ?? {};
  const complete = evaluate(node, ctx).value !== null;
  const inputs = node.items.map((item): ExplainedLine => {
    const entry = sheet[item.id];
    if (entry === undefined) return { code: 'line.indicator_missing', params: { item: item.id, max: item.max }, title: item.title };
    const deduction = decimal(entry);
    const line: ExplainedLine = { code: `line.indicator.${item.deduction}`, params: { item: item.id, max: item.max, deducted: entry }, title: item.title };
    return complete && deduction ? { ...line, amount: ctx.exact(remaining(item, deduction)) } : line;
  });
  const max = Fraction.sum(node.items.map((item) => num(item.max)));
  return { rule: { code: 'rule.indicator_sheet', params: { items: node.items.length, max: max.toString(), owner: node.owner } }, inputs };
}
