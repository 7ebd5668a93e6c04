import type { Scheme, ScoreInputs } from '@shuping/scheme';
import { scoreAssessee, scoreEach, type Cycle, type ScoreResult } from '@shuping/scoring';
import { poolsOf, type Entry } from './pools.ts';

/** An assessee with the inputs that were gathered for it. */
export type Gotten = { readonly entry: Entry; readonly inputs: ScoreInputs; /** figures of the organisation in earlier years, whoever stood for it */ readonly earlier?: NonNullable<ScoreInputs['earlier']> };
/** What the whole cycle gives for one assessee: inputs with the figures taken from others (`around`, `places`), which alone give the result again. */
export type Scored = { readonly inputs: ScoreInputs; readonly result: ScoreResult };

/** Figures of a shared object are entered at any of its assessees; what the first of the list says holds. */
function together(list: readonly ScoreInputs[]): ScoreInputs {
  const [first] = list as readonly [ScoreInputs];
  const merged = <K extends 'officer' | 'sheets' | 'external' | 'facts'>(part: K): ScoreInputs[K] => Object.assign({}, ...[...list].reverse().map((one) => one[part])) as ScoreInputs[K];
  return { ...first, officer: merged('officer'), sheets: merged('sheets'), external: merged('external'), facts: merged('facts') };
}

function grouped(all: readonly Gotten[], key: (one: Gotten) => string): Map<string, Gotten[]> {
  const out = new Map<string, Gotten[]>();
  for (const one of all) out.set(key(one), [...(out.get(key(one)) ?? []), one]);
  return out;
}

/** Assessees, their organisations and pools as one cycle. Where the scheme assesses organisations, each assessee stands for its own. */
function cycleOf(scheme: Scheme, all: readonly Gotten[], poolOf: ReadonlyMap<string, string>): Cycle {
  const pool = ({ entry }: Gotten) => poolOf.get(entry.assessee.id) ?? '';
  const level = scheme.score.nodes.find((node) => node.id === scheme.score.root)?.level;
  if (level === 'organisation') return { members: [], organisations: all.map((one) => ({ id: one.entry.assessee.id, inputs: one.inputs, pool: pool(one) })) };
  const levels = new Set(scheme.score.nodes.map((node) => node.level));
  const units = [...grouped(all, ({ entry }) => entry.assessee.orgId)];
  const parents = [...all].sort((a, b) => b.entry.assessee.orgPath.length - a.entry.assessee.orgPath.length);
  const above = ({ entry: { assessee } }: Gotten) => parents.find(({ entry: { assessee: other } }) => other.orgId !== assessee.orgId && other.orgPath !== assessee.orgPath && assessee.orgPath.startsWith(other.orgPath))?.entry.assessee;
  return {
    members: all.map((one) => ({ id: one.entry.assessee.id, inputs: one.inputs, pool: pool(one), organisation: one.entry.assessee.orgId, ...superior(above(one)?.id) })),
    organisations: units.map(([id, list]) => ({ id, inputs: { ...together(list.map((one) => one.inputs)), ...(list[0]!.earlier ? { earlier: list[0]!.earlier } : {}) }, pool: pool(list[0]!), ...superior(above(list[0]!)?.orgId) })),
    ...(levels.has('pool') ? { pools: Object.fromEntries([...grouped(all, pool)].map(([id, list]) => [id, together(list.map((one) => one.inputs))])) } : {}),
    ...(levels.has('cycle') && all.length > 0 ? { cycle: together(all.map((one) => one.inputs)) } : {}),
  };
}

function superior(id: string | undefined): { superior?: string } {
  return id === undefined ? {} : { superior: id };
}

/** Pools as grading makes them, by assessee; facts as they were gathered just now. */
function poolIds(all: readonly Gotten[]): Map<string, string> {
  const fresh = all.map(({ entry, inputs }): Entry => ({ ...entry, assessee: { ...entry.assessee, facts: inputs.facts }, result: null }));
  return new Map(poolsOf(fresh).flatMap((pool) => pool.entries.map(({ assessee }): [string, string] => [assessee.id, pool.id])));
}

/** True where figures of a scheme come from other objects: ranks and references. */
function crosses(scheme: Scheme): boolean {
  return scheme.score.nodes.some((node) => node.kind === 'rank_score' || node.kind === 'reference');
}

/** Scores on demand, by assessee. Schemes without ranks and references score one at a time, so that only what is asked for is computed; the others are scored whole, once. */
export function scoresOf(all: readonly Gotten[]): (assesseeId: string, known?: (inputs: ScoreInputs) => boolean) => Scored | null {
  const own = new Map(all.map((one) => [one.entry.assessee.id, one]));
  const whole = new Map<string, Scored>();
  const pools = all.some(({ entry }) => crosses(entry.frozen.scheme)) ? poolIds(all) : new Map<string, string>();
  for (const list of grouped(all, ({ entry }) => entry.frozen.hash).values()) {
    const { scheme } = list[0]!.entry.frozen;
    if (!crosses(scheme)) continue;
    for (const { id, inputs, result } of scoreEach(scheme, cycleOf(scheme, list, pools))) if (own.has(id)) whole.set(id, { inputs, result });
  }
  return (assesseeId, known = () => false) => {
    const one = own.get(assesseeId);
    const found = whole.get(assesseeId);
    const inputs = found?.inputs ?? one?.inputs;
    if (!one || !inputs || known(inputs)) return null;
    return found ?? { inputs, result: scoreAssessee(one.entry.frozen.scheme, inputs) };
  };
}
