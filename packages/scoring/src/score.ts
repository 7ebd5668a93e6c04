import type { Scheme, ScoreInputs } from '@shuping/scheme';
import { absent, type AbsenceCode, type Figure, type ScoreResult } from './figure.ts';
import { mergedGroups } from './merged.ts';
import type { EvalContext } from './nodes/evaluator.ts';
import { evaluatorOf } from './nodes/index.ts';
import { prepare } from './prepared.ts';

/** Context in which nodes are evaluated on demand, each once. `order` fills with node ids, inputs before what takes them. */
export function evaluation(scheme: Scheme, inputs: ScoreInputs): EvalContext & { readonly order: readonly string[] } {
  const prepared = prepare(scheme);
  const done = new Map<string, Figure>();
  const open = new Set<string>();
  const order: string[] = [];
  const figure = (id: string): Figure => {
    const known = done.get(id);
    if (known) return known;
    const node = prepared.nodes.get(id);
    if (!node) return absent('absent.unknown_node');
    if (open.has(id)) return absent('absent.cycle');
    open.add(id);
    const raw = evaluatorOf(node).evaluate(node, ctx);
    const result = raw.value && node.round ? { value: raw.value.round(node.round.digits, node.round.mode) } : raw;
    open.delete(id);
    done.set(id, result);
    order.push(id);
    return result;
  };
  const ctx = { scheme, prepared, inputs, figure, order };
  return ctx;
}

/** Codes on the way from the root to the figures whose absence holds the result, outermost first. */
function heldCodes(root: string, figure: (id: string) => Figure): AbsenceCode[] {
  const codes = new Set<AbsenceCode>();
  const seen = new Set<string>();
  const visit = (id: string) => {
    if (seen.has(id)) return;
    seen.add(id);
    const found = figure(id);
    if (found.absent) codes.add(found.absent);
    found.causes?.forEach(visit);
  };
  visit(root);
  return [...codes];
}

/** Score of one assessee (R-G1): every node's exact figure, rounded only where its node says so. Missing figures stay missing and are dealt with by the declared rules. */
export function scoreAssessee(scheme: Scheme, inputs: ScoreInputs): ScoreResult {
  const ctx = evaluation(scheme, inputs);
  const root = ctx.figure(scheme.score.root);
  const nodes: Record<string, Figure> = {};
  for (const node of scheme.score.nodes) nodes[node.id] = ctx.figure(node.id);
  return { root, nodes, held: root.value ? [] : heldCodes(scheme.score.root, ctx.figure), mergedGroups: mergedGroups(inputs) };
}

/** Node ids in the order in which they are evaluated: inputs first, so that the first differing figure of two runs is the cause of the others. */
export function evaluationOrder(scheme: Scheme, inputs: ScoreInputs): readonly string[] {
  const ctx = evaluation(scheme, inputs);
  ctx.figure(scheme.score.root);
  for (const node of scheme.score.nodes) ctx.figure(node.id);
  return ctx.order;
}
