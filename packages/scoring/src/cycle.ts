import type { NodeOf, Scheme, ScoreInputs, ScoreNode } from '@shuping/scheme';
import { canonicalJson, type Fraction } from '@shuping/kernel';
import { affectedNodes, changedKeys, dependencies, knownFigures } from './dependencies.ts';
import type { ScoreResult } from './figure.ts';
import type { EvalContext } from './nodes/evaluator.ts';
import { standingsOf } from './nodes/places.ts';
import { evaluation, resultOf } from './score.ts';

type Level = ScoreNode['level'];
type Crossing = NodeOf<'reference'> | NodeOf<'rank_score'>;

/** One assessee of a cycle. `superior` is another assessee. Without a pool it belongs to the pool ''. */
export type CycleMember = { readonly id: string; readonly inputs: ScoreInputs; readonly pool?: string; readonly organisation?: string; readonly superior?: string };
/** One organisation; `superior` is another one. */
export type CycleOrganisation = { readonly id: string; readonly inputs: ScoreInputs; readonly pool?: string; readonly superior?: string };

/** Everything that is scored together. Pools are those that members name; `pools` and `cycle` carry what was entered for a pool or the whole. */
export type Cycle = {
  readonly members: readonly CycleMember[];
  readonly organisations?: readonly CycleOrganisation[];
  readonly pools?: Readonly<Record<string, ScoreInputs>>;
  readonly cycle?: ScoreInputs;
};

/** Score of one object. `inputs` are the given ones with the figures taken from others (`around`, `places`): they alone give `result` again. */
export type ObjectScore = { readonly level: Exclude<Level, 'earlier_period'>; readonly id: string; readonly inputs: ScoreInputs; readonly result: ScoreResult };

type Thing = {
  readonly level: ObjectScore['level'];
  readonly id: string;
  readonly pool: string | undefined;
  readonly organisation: string | undefined;
  readonly superior: string | undefined;
  readonly inputs: ScoreInputs;
  readonly ctx: EvalContext;
  /** what this object had before, and the nodes of it that are no longer sure */
  readonly before: ObjectScore | undefined;
  readonly stale: Set<string>;
};

/** Objects of a cycle by level and by what ties them together. */
type World = {
  readonly things: Readonly<Record<ObjectScore['level'], readonly Thing[]>>;
  readonly byId: Readonly<Record<'assessee' | 'organisation' | 'pool', ReadonlyMap<string, Thing>>>;
  readonly ofOrganisation: ReadonlyMap<string, readonly Thing[]>;
  readonly ofPool: ReadonlyMap<string, readonly Thing[]>;
  readonly below: Readonly<Record<'assessee' | 'organisation', ReadonlyMap<string, readonly Thing[]>>>;
};

/** Others first, so that what an assessee was measured by is told before it. */
const LEVELS = ['organisation', 'pool', 'cycle', 'assessee'] as const;

const NOTHING: Omit<ScoreInputs, 'periodEnd'> = { facts: {}, officer: {}, sheets: {}, events: [], external: {}, tallies: {}, merged: {}, pastGrades: [] };

function grouped(things: readonly Thing[], key: (thing: Thing) => string | undefined): Map<string, Thing[]> {
  const out = new Map<string, Thing[]>();
  for (const thing of things) {
    const at = key(thing);
    if (at === undefined) continue;
    const list = out.get(at);
    if (list) list.push(thing);
    else out.set(at, [thing]);
  }
  return out;
}

type Before = (level: ObjectScore['level'], id: string) => ObjectScore | undefined;

function worldOf(scheme: Scheme, cycle: Cycle, before: Before = () => undefined): World {
  const thing = (level: Thing['level'], id: string, given: ScoreInputs, more: { pool?: string | undefined; organisation?: string | undefined; superior?: string | undefined } = {}): Thing => {
    const inputs: ScoreInputs = { ...given, places: {}, around: {} };
    const had = before(level, id);
    const stale = new Set(had ? affectedNodes(scheme, changedKeys({ ...had.inputs, places: {}, around: {} }, inputs)) : []);
    const ctx = evaluation(scheme, inputs, level, had ? knownFigures(had.result, stale) : undefined);
    return { level, id, pool: more.pool, organisation: more.organisation, superior: more.superior, inputs, ctx, before: had, stale };
  };
  const assessee = cycle.members.map((one) => thing('assessee', one.id, one.inputs, { ...one, pool: one.pool ?? '' }));
  const organisation = (cycle.organisations ?? []).map((one) => thing('organisation', one.id, one.inputs, one));
  const periodEnd = cycle.cycle?.periodEnd ?? cycle.members[0]?.inputs.periodEnd ?? cycle.organisations?.[0]?.inputs.periodEnd ?? '1970-12-31';
  const pools = [...new Set([...assessee, ...organisation].flatMap((one) => (one.pool === undefined ? [] : [one.pool])))].map((id) => thing('pool', id, cycle.pools?.[id] ?? { ...NOTHING, periodEnd }));
  const whole = [thing('cycle', 'cycle', cycle.cycle ?? { ...NOTHING, periodEnd })];
  const ids = (things: readonly Thing[]) => new Map(things.map((one) => [one.id, one]));
  return {
    things: { assessee, organisation, pool: pools, cycle: whole },
    byId: { assessee: ids(assessee), organisation: ids(organisation), pool: ids(pools) },
    ofOrganisation: grouped(assessee, (one) => one.organisation), ofPool: grouped(assessee, (one) => one.pool),
    below: { assessee: grouped(assessee, (one) => one.superior), organisation: grouped(organisation, (one) => one.superior) },
  };
}

/** The objects that a reference looks at from one object, in the order of the cycle. */
function lookedAt(world: World, of: NodeOf<'reference'>['of'], thing: Thing): readonly Thing[] {
  const one = (found: Thing | undefined): Thing[] => (found ? [found] : []);
  const same = thing.level === 'assessee' || thing.level === 'organisation' ? thing.level : null;
  switch (of) {
    case 'organisation': return one(world.byId.organisation.get(thing.organisation ?? ''));
    case 'members': return thing.level === 'cycle' ? world.things.assessee : (thing.level === 'pool' ? world.ofPool : world.ofOrganisation).get(thing.id) ?? [];
    case 'superior': return same ? one(world.byId[same].get(thing.superior ?? '')) : [];
    case 'subordinates': return same ? world.below[same].get(thing.id) ?? [] : [];
    case 'colleagues': return thing.organisation === undefined ? [] : (world.ofOrganisation.get(thing.organisation) ?? []).filter((other) => other !== thing);
    case 'pool': return one((thing.pool === undefined ? undefined : world.byId.pool.get(thing.pool)));
    case 'cycle': return world.things.cycle;
    case 'earlier': return [];
  }
}

/** A figure taken from others that is not what it was makes all that is made of it unsure. */
function compare(scheme: Scheme, thing: Thing, part: 'around' | 'places', node: string): void {
  if (!thing.before) return;
  const [was, is] = [thing.before.inputs[part]?.[node], thing.inputs[part]?.[node]];
  if (canonicalJson(was ?? null) === canonicalJson(is ?? null)) return;
  for (const id of affectedNodes(scheme, [`${part}/${node}`])) thing.stale.add(id);
}

function fillReference(world: World, node: NodeOf<'reference'>, thing: Thing): void {
  thing.inputs.around![node.id] = lookedAt(world, node.of, thing).map((other) => ({ from: other.id || '-', figure: other.ctx.figure(node.node).value?.toString() ?? null }));
}

function fillPlaces(node: NodeOf<'rank_score'>, things: readonly Thing[]): void {
  const groups = node.over === 'cycle' ? [things] : [...grouped(things, (thing) => thing.pool).values()];
  for (const group of groups) {
    const standings = standingsOf(group.map((thing): Fraction | null => thing.ctx.figure(node.input).value), node.best);
    group.forEach((thing, at) => {
      const standing = standings[at];
      if (standing) thing.inputs.places![node.id] = standing;
    });
  }
}

/** Fills in, node by node, what objects take from each other: a node is filled for every object before one that takes it is asked anywhere. */
function fill(scheme: Scheme, world: World): void {
  for (const node of dependencies(scheme).crossing as readonly Crossing[]) {
    if (node.level === 'earlier_period') continue;
    const things = world.things[node.level];
    if (node.kind === 'rank_score') fillPlaces(node, things);
    else for (const thing of things) fillReference(world, node, thing);
    for (const thing of things) compare(scheme, thing, node.kind === 'rank_score' ? 'places' : 'around', node.id);
  }
}

/** Inputs with what was taken from others, which is left out where there is nothing. */
function settled(thing: Thing): ScoreInputs {
  const { places, around, ...rest } = thing.inputs;
  return { ...rest, ...(Object.keys(places!).length > 0 ? { places: places! } : {}), ...(Object.keys(around!).length > 0 ? { around: around! } : {}) };
}

/** Scores of a whole cycle, one object after the other: organisations, pools, the cycle, then the assessees in the order given. Figures that cross from one object to another are settled first, level by level; without such nodes nothing is kept between objects. */
export function* scoreEach(scheme: Scheme, cycle: Cycle): Generator<ObjectScore> {
  if (dependencies(scheme).crossing.length === 0) {
    const bare = (level: ObjectScore['level'], id: string, inputs: ScoreInputs): ObjectScore => ({ level, id, inputs, result: resultOf(evaluation(scheme, inputs, level)) });
    for (const one of cycle.organisations ?? []) yield bare('organisation', one.id, one.inputs);
    for (const [id, inputs] of Object.entries(cycle.pools ?? {})) yield bare('pool', id, inputs);
    if (cycle.cycle) yield bare('cycle', 'cycle', cycle.cycle);
    for (const one of cycle.members) yield bare('assessee', one.id, one.inputs);
    return;
  }
  const world = worldOf(scheme, cycle);
  fill(scheme, world);
  for (const level of LEVELS) {
    for (const thing of world.things[level]) yield { level, id: thing.id, inputs: settled(thing), result: resultOf(thing.ctx) };
  }
}

/** Scores of a whole cycle by level. */
export type CycleScores = Readonly<Record<ObjectScore['level'], readonly ObjectScore[]>>;

/** Scores of a pool, of several pools and of all that belongs to them in one go (R-G1). Memory for a province: use `scoreEach`. */
export function scoreCycle(scheme: Scheme, cycle: Cycle): CycleScores {
  const out: Record<ObjectScore['level'], ObjectScore[]> = { assessee: [], organisation: [], pool: [], cycle: [] };
  for (const score of scoreEach(scheme, cycle)) out[score.level].push(score);
  return out;
}

export type RescoredCycle = { readonly scores: CycleScores; /** objects whose figures were evaluated again: `level/id`, with the nodes */ readonly touched: readonly { readonly object: string; readonly nodes: readonly string[] }[] };

/**
 * Scores of the same objects after some inputs changed. `cycle` is the new state; every object keeps its result unless its own inputs or a figure that it takes from
 * another one changed, and then only the nodes that depend on it are evaluated. Gives what `scoreCycle` gives.
 */
export function rescoreCycle(scheme: Scheme, cycle: Cycle, previous: CycleScores): RescoredCycle {
  const known = new Map(LEVELS.flatMap((level) => previous[level].map((score): [string, ObjectScore] => [`${level}/${score.id}`, score])));
  const world = worldOf(scheme, cycle, (level, id) => known.get(`${level}/${id}`));
  fill(scheme, world);
  const kept = dependencies(scheme).crossing.length > 0;
  const touched: { object: string; nodes: readonly string[] }[] = [];
  const scores: Record<ObjectScore['level'], ObjectScore[]> = { assessee: [], organisation: [], pool: [], cycle: [] };
  for (const level of LEVELS) {
    for (const thing of world.things[level]) {
      if (!kept && (level === 'pool' || level === 'cycle') && !thing.before) continue;
      const nodes = scheme.score.nodes.flatMap((node) => (node.level === level && (!thing.before || thing.stale.has(node.id)) ? [node.id] : []));
      if (nodes.length > 0) touched.push({ object: `${level}/${thing.id}`, nodes });
      const inputs = settled(thing);
      scores[level].push(thing.before && thing.stale.size === 0 ? { ...thing.before, inputs } : { level, id: thing.id, inputs, result: resultOf(thing.ctx) });
    }
  }
  return { scores, touched };
}
