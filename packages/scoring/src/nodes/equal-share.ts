import { Fraction } from '@shuping/kernel';
import type { NodeOf } from '@shuping/scheme';
import { absent, present, type Figure } from '../figure.ts';
import { num } from '../prepared.ts';
import type { EvalContext, ExplainContext, ExplainedLine, ExplainedParts, InputKey } from './evaluator.ts';

type Node = NodeOf<'equal_share'>;

/** Points of each task in the list's order; a figure that says why there are none. */
function sharesOf(node: Node, ctx: EvalContext): Fraction[] | Figure {
  const tasks = ctx.inputs.tasks?.[node.id];
  if (!tasks) return absent('absent.no_figure');
  const each = tasks.length === 0 ? Fraction.zero : num(node.points).div(new Fraction(BigInt(tasks.length)));
  const out: Fraction[] = [];
  for (const { mark } of tasks) {
    const option = node.options.find((one) => one.id === mark);
    if (mark === null && node.unmarked === 'hold') return absent('absent.unmarked');
    if (mark !== null && !option) return absent('absent.out_of_bounds');
    out.push(option ? each.mul(num(option.coefficient)) : Fraction.zero);
  }
  return out;
}

/** Points shared equally over the person's own tasks (R31); `none` for an empty list, absent without a list. */
export function evaluate(node: Node, ctx: EvalContext): Figure {
  const shares = sharesOf(node, ctx);
  if ('value' in shares) return shares;
  return present(shares.length === 0 ? num(node.none) : Fraction.sum(shares));
}

export function reads(node: Node): readonly InputKey[] {
  return [`tasks/${node.id}`];
}

export function explain(node: Node, ctx: ExplainContext): ExplainedParts {
  const tasks = ctx.inputs.tasks?.[node.id] ?? [];
  const shares = sharesOf(node, ctx);
  const rule = { code: 'rule.equal_share', params: { points: node.points, tasks: tasks.length } } as const;
  if ('value' in shares) return { rule };
  if (tasks.length === 0) return { rule, inputs: [{ code: 'line.no_tasks', params: { points: node.none }, amount: ctx.exact(num(node.none)) }] };
  const inputs = tasks.map((task, at): ExplainedLine => {
    const option = node.options.find((one) => one.id === task.mark);
    const params = { number: at + 1, task: task.title ?? '', coefficient: option?.coefficient ?? 0, points: node.points, tasks: tasks.length };
    return { code: option ? 'line.task' : 'line.task_unmarked', params, amount: ctx.exact(shares[at]!), ...(option ? { title: option.title } : {}) };
  });
  return { rule, inputs };
}
