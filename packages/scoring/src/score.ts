import { Fraction } from '@shuping/kernel';
import type { Scheme, ScoreInputs, ScoreNode } from '@shuping/scheme';
import { absent, present, type AbsenceCode, type Figure, type ScoreResult } from './figure.ts';
import { mergedGroups } from './merged.ts';
import type { EvalContext } from './nodes/evaluator.ts';
import { evaluatorOf } from './nodes/index.ts';
import { prepare } from './prepared.ts';
import { counted } from './tolerance/tolerance.ts';

/** Level of the objects that are assessed: that of the root. */
export function assessedLevel(scheme: Scheme): ScoreNode['level'] {
  return prepare(scheme).nodes.get(scheme.score.root)?.level ?? 'assessee';
}

/** A node of an earlier period is not computed again: its figure is the one frozen in the year before. */
function remembered(node: ScoreNode, inputs: ScoreInputs): Figure {
  const year = Number(inputs.periodEnd.slice(0, 4)) - 1;
  const figure = inputs.earlier?.find((one) => one.year === year)?.figures[node.id];
  return typeof figure === 'string' ? present(Fraction.of(figure)) : absent('absent.no_memory');
}

/** Figures that are taken as they are. */
export type KnownFigures = { get(node: string): Figure | undefined };

/** Context in which the nodes of one object are evaluated on demand, each once. `known` holds figures that need no evaluation; `order` fills with node ids, inputs before what takes them. */
export function evaluation(scheme: Scheme, given: ScoreInputs, level: ScoreNode['level'] = assessedLevel(scheme), known?: KnownFigures): EvalContext & { readonly order: readonly string[] } {
  const inputs = counted(given);
  const prepared = prepare(scheme);
  const nodes = scheme.score.nodes;
  const done: (Figure | undefined)[] = new Array<Figure | undefined>(nodes.length).fill(undefined);
  const order: string[] = [];
  const compute = (node: ScoreNode): Figure => {
    if (node.level === 'earlier_period') return remembered(node, inputs);
    if (node.level !== level) return absent('absent.other_level');
    const raw = evaluatorOf(node).evaluate(node, ctx);
    return raw.value && node.round ? present(raw.value.round(node.round.digits, node.round.mode)) : raw;
  };
  const figure = (id: string): Figure => {
    const at = prepared.index.get(id);
    if (at === undefined) return UNKNOWN;
    const found = done[at];
    if (found) return found;
    // what comes back here while it is open goes in a circle
    done[at] = CYCLE;
    const result = known?.get(id) ?? compute(nodes[at]!);
    done[at] = result;
    order.push(id);
    return result;
  };
  const ctx = { scheme, prepared, inputs, level, figure, order };
  return ctx;
}

const UNKNOWN = absent('absent.unknown_node');
const CYCLE = absent('absent.cycle');

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
  return resultOf(evaluation(scheme, inputs));
}

/** Every figure of the object of a context. */
export function resultOf(ctx: EvalContext): ScoreResult {
  const { scheme, inputs } = ctx;
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
