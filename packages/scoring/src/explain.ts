import { Fraction, type ExactJson } from '@shuping/kernel';
import { originAt, type Provenance, type Scheme, type ScoreInputs, type ScoreNode } from '@shuping/scheme';
import type { Explained, ExplainContext, ExplainedParts, ExplainedStep } from './nodes/evaluator.ts';
import { evaluatorOf } from './nodes/index.ts';
import { evaluation } from './score.ts';
import { waivedLines } from './tolerance/tolerance.ts';

function unknownNode(id: string): Explained {
  return {
    node: id, title: { text: id }, kind: 'officer_input', figure: null, shown: null, rule: { code: 'absent.unknown_node', params: {} },
    inputs: [], children: [], steps: [], absent: { code: 'absent.unknown_node', causes: [] },
  };
}

/** Derivation of one assessee's score, or of the node `from`, as a tree of codes and parameters (R-G2). A node taken twice is the same object twice. */
export function explainScore(scheme: Scheme, inputs: ScoreInputs, provenance: Provenance = {}, from: string = scheme.score.root): Explained {
  const base = evaluation(scheme, inputs);
  const digits = scheme.score.digits;
  const layerAt = (path: string) => originAt(provenance, path)?.layer;
  const done = new Map<string, Explained>();
  const open = new Set<string>();
  const ctx: ExplainContext = { ...base, layerAt, exact: (value: Fraction): ExactJson => value.toExactJson(digits + 1), explain };

  function explain(id: string): Explained {
    const known = done.get(id);
    if (known) return known;
    const node = base.prepared.nodes.get(id);
    if (!node || open.has(id)) return unknownNode(id);
    open.add(id);
    const explained = one(node);
    open.delete(id);
    done.set(id, explained);
    return explained;
  }

  function one(node: ScoreNode): Explained {
    const { value, absent, causes } = ctx.figure(node.id);
    const parts = partsOf(node, ctx);
    const steps: ExplainedStep[] = [...(parts.steps ?? [])];
    if (node.round && node.level === ctx.level) steps.push({ code: `step.round.${node.round.mode}`, params: { digits: node.round.digits } });
    const layer = layerAt(`score/nodes/${node.id}`);
    return {
      node: node.id, title: node.title, kind: node.kind,
      figure: value ? value.toExactJson(digits) : null,
      shown: value ? value.toFixed(digits) : null,
      rule: parts.rule, inputs: [...(parts.inputs ?? []), ...waivedLines(scheme, node, inputs)], children: parts.children ?? [], steps,
      ...(layer ? { layer } : {}),
      ...(absent ? { absent: { code: absent, causes: causes ?? [] } } : {}),
    };
  }

  return explain(from);
}

/** What a figure is made of; one of another level or an earlier period is only told where it comes from. */
function partsOf(node: ScoreNode, ctx: ExplainContext): ExplainedParts {
  if (node.level === ctx.level) return evaluatorOf(node).explain(node, ctx);
  const value = ctx.figure(node.id).value;
  return { rule: { code: node.level === 'earlier_period' ? 'rule.remembered' : 'absent.other_level', params: {} }, inputs: value ? [{ code: 'line.remembered', params: { value: value.toString() }, amount: ctx.exact(value) }] : [] };
}

function takeStep(value: Fraction, step: ExplainedStep): Fraction {
  const bound = (name: string) => Fraction.of(step.params[name]!);
  switch (step.code) {
    case 'step.cap': return value.n < 0n ? value.max(bound('cap').neg()) : value.min(bound('cap'));
    case 'step.times': return value.mul(bound('factor'));
    case 'step.max': return value.min(bound('max'));
    case 'step.min': return value.max(bound('min'));
    case 'step.round.half_up': return value.round(Number(step.params['digits']), 'half_up');
    case 'step.round.half_even': return value.round(Number(step.params['digits']), 'half_even');
    case 'step.round.down': return value.round(Number(step.params['digits']), 'down');
    case 'step.round.up': return value.round(Number(step.params['digits']), 'up');
    default: throw new Error(`unknown step ${step.code}`);
  }
}

/** Figure that the exact members of one level of an explanation add up to; null where nothing is shown to add. */
export function readd(explained: Explained): Fraction | null {
  if (!explained.figure) return null;
  const amounts = explained.inputs.flatMap((line) => (line.amount ? [Fraction.of(line.amount.exact)] : []));
  const contributions = explained.children.flatMap((child) => (child.contribution ? [Fraction.of(child.contribution.exact)] : []));
  return explained.steps.reduce(takeStep, Fraction.sum([...amounts, ...contributions]));
}
