import { Fraction } from '@shuping/kernel';
import type { NodeOf } from '@shuping/scheme';
import { absent, present, type Figure } from '../figure.ts';
import { decimal, num } from '../prepared.ts';
import type { EvalContext, ExplainContext, ExplainedLine, ExplainedParts, InputKey } from './evaluator.ts';

type Node = NodeOf<'split_input'>;

type Marks = { readonly marks: ReadonlyMap<string, Fraction>; /** by how much the marks given stand for the missing ones */ readonly factor: Fraction };

function marksOf(node: Node, ctx: EvalContext): Marks | Figure {
  const sheet = ctx.inputs.sheets[node.id] ?? {};
  const marks = new Map<string, Fraction>();
  let given = Fraction.zero;
  for (const part of node.parts) {
    const entry = sheet[part.id];
    if (entry === undefined) continue;
    const value = decimal(entry);
    if (!value || value.compare(num(part.min)) < 0 || value.compare(num(part.max)) > 0) return absent('absent.out_of_bounds');
    marks.set(part.id, value);
    given = given.add(num(part.max));
  }
  if (marks.size === 0) return absent('absent.no_figure');
  if (marks.size === node.parts.length || node.absence === 'zero') return { marks, factor: Fraction.one };
  if (node.absence === 'hold') return absent('absent.sheet_incomplete');
  return given.isZero() ? absent('absent.zero_divisor') : { marks, factor: Fraction.sum(node.parts.map((part) => num(part.max))).div(given) };
}

/** Σ marks of the offices that share an item (R13). Absent when none of them gave one, whatever the rule for a missing part. */
export function evaluate(node: Node, ctx: EvalContext): Figure {
  const found = marksOf(node, ctx);
  return 'value' in found ? found : present(Fraction.sum(found.marks.values()).mul(found.factor));
}

export function reads(node: Node): readonly InputKey[] {
  return [`sheets/${node.id}`];
}

export function explain(node: Node, ctx: ExplainContext): ExplainedParts {
  const found = marksOf(node, ctx);
  const inputs = node.parts.map((part): ExplainedLine => {
    const params = { part: part.id, owner: part.owner, max: part.max };
    const mark = 'value' in found ? undefined : found.marks.get(part.id);
    if (!mark || 'value' in found) return { code: 'line.part_missing', params, title: part.title };
    return { code: 'line.part', params: { ...params, value: mark.toString() }, title: part.title, amount: ctx.exact(mark.mul(found.factor)) };
  });
  return { rule: { code: `rule.split_input.${node.absence}`, params: { total: node.total, parts: node.parts.length } }, inputs };
}
