import { Fraction } from '@shuping/kernel';
import type { NodeOf } from '@shuping/scheme';
import { absent, present, type Figure } from '../figure.ts';
import { decimal, num } from '../prepared.ts';
import type { EvalContext, ExplainContext, ExplainedLine, ExplainedParts, ExplainedStep, InputKey } from './evaluator.ts';
import { unitsIn } from './units.ts';

type Node = NodeOf<'indicator_table'>;

type Item = Node['items'][number];
type Sheet = Readonly<Record<string, number>>;

/** What was entered for an item: one number, or a number per case. Null where something is missing. */
function entryOf(item: Item, sheet: Sheet): Fraction[] | null | 'bad' {
  const ids = item.rule.by === 'cases' ? item.rule.cases.map((one) => one.id) : [item.id];
  const out: Fraction[] = [];
  for (const id of ids) {
    const entry = sheet[id];
    if (entry === undefined) return null;
    const value = decimal(entry);
    if (!value) return 'bad';
    out.push(value);
  }
  return out;
}

/** Marks that an entry takes away, before the item is used up; null where the rule knows no such entry. */
function deduction(item: Item, entry: readonly Fraction[]): Fraction | null {
  const [value] = entry as [Fraction];
  const { rule } = item;
  if (rule.by !== 'per_unit' && entry.some((one) => one.n < 0n)) return null;
  switch (rule.by) {
    case 'until_used_up': return rule.step === undefined || rule.step <= 0 || value.div(num(rule.step)).d === 1n ? value : null;
    case 'all_or_nothing': return value.isZero() ? value : num(item.max);
    case 'share': return value.compare(Fraction.one) > 0 ? null : value.mul(num(item.max));
    case 'per_unit': return rule.unit <= 0 ? null : unitsIn(value.sub(num(rule.over)), num(rule.unit), rule.units).mul(num(rule.points));
    case 'cases': return entry.some((one) => one.d !== 1n) ? null : Fraction.sum(entry.map((one, at) => one.mul(num(rule.cases[at]!.points))));
    case 'levels': return rule.levels.some((level) => num(level.points).equals(value)) ? num(item.max).sub(value) : null;
  }
}

/** Deduction per item, none above its full marks (R29, R30); a figure that says why there is none. */
function deductionsOf(node: Node, ctx: EvalContext): Fraction[] | Figure {
  const sheet = ctx.inputs.sheets[node.id];
  if (!sheet) return absent('absent.no_figure');
  const out: Fraction[] = [];
  for (const item of node.items) {
    const entry = entryOf(item, sheet);
    if (entry === 'bad') return absent('absent.out_of_bounds');
    if (entry === null) {
      if (node.missing === 'hold') return absent('absent.sheet_incomplete');
      out.push(node.missing === 'full' ? Fraction.zero : num(item.max));
      continue;
    }
    const size = deduction(item, entry);
    if (!size) return absent('absent.out_of_bounds');
    out.push(size.min(num(item.max)));
  }
  return out;
}

function baseOf(node: Node): Fraction {
  return node.base === undefined ? Fraction.sum(node.items.map((item) => num(item.max))) : num(node.base);
}

/** Base less all deductions, not below `min`. Absent without a sheet, for an entry that the rule does not know, and where a missing entry holds. */
export function evaluate(node: Node, ctx: EvalContext): Figure {
  const found = deductionsOf(node, ctx);
  if ('value' in found) return found;
  const total = baseOf(node).sub(Fraction.sum(found));
  return present(node.min === undefined ? total : total.max(num(node.min)));
}

export function reads(node: Node): readonly InputKey[] {
  return [`sheets/${node.id}`];
}

export function explain(node: Node, ctx: ExplainContext): ExplainedParts {
  const found = deductionsOf(node, ctx);
  const sheet = ctx.inputs.sheets[node.id] ?? {};
  const lines = node.items.map((item, at): ExplainedLine => {
    const entry = entryOf(item, sheet);
    const params = { item: item.id, max: item.max };
    if ('value' in found) return { code: 'line.indicator_missing', params, title: item.title };
    const lost = found[at]!;
    const amount = ctx.exact(node.base === undefined ? num(item.max).sub(lost) : lost.neg());
    if (entry === null || entry === 'bad') return { code: `line.table_missing.${node.missing === 'full' ? 'full' : 'zero'}`, params, title: item.title, amount };
    return { code: `line.table.${item.rule.by}`, params: { ...params, entered: entry.map(String).join(' + '), deducted: lost.toString() }, title: item.title, amount };
  });
  const base: ExplainedLine[] = node.base === undefined || 'value' in found ? [] : [{ code: 'line.base', params: { base: node.base }, amount: ctx.exact(num(node.base)) }];
  const steps: ExplainedStep[] = node.min === undefined ? [] : [{ code: 'step.min', params: { min: node.min } }];
  return { rule: { code: 'rule.indicator_table', params: { items: node.items.length, base: baseOf(node).toString(), owner: node.owner } }, inputs: [...base, ...lines], steps };
}
