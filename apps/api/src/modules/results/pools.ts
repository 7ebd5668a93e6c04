import { hashOf, type Fraction, type TextRef } from '@shuping/kernel';
import type { Scheme } from '@shuping/scheme';
import { gradePool, poolGroups, scoreAssessee, type PoolGrading, type PoolGroup, type PoolMember, type ScoreResult } from '@shuping/scoring';
import type { AssesseeView, FrozenScheme } from '../cycles/index.ts';
import type { ResultRecord } from './result.entity.ts';

/** An assessee with the frozen scheme of the own sector, the result so far and the kind of its organisation. */
export type Entry = { readonly orgKind?: string | null; readonly assessee: AssesseeView; readonly frozen: FrozenScheme; readonly result: ResultRecord | null };

/** By what a pool is made, beside its sectors; small pools put together are `merged`, those that lack a fact `unsorted`. */
export type PoolMaking = Pick<PoolGroup<unknown>, 'parts' | 'merged' | 'free' | 'unsorted'>;
const WHOLE: PoolMaking = { parts: [], merged: false, free: false, unsorted: false };

/** Results graded together: one sector, all sectors that grade alike and pool by cycle, or those alike in what the scheme pools by. `members` are those with a result. */
export type Pool = { readonly id: string; readonly making: PoolMaking; readonly sectors: readonly string[]; readonly scheme: Scheme; readonly entries: readonly Entry[]; readonly members: readonly PoolMember[]; readonly grading: PoolGrading };

/** Pools of a cycle (R-G3). Sectors are joined only where both say so and their grading rules are the same to the last figure. */
export function poolsOf(entries: readonly Entry[]): Pool[] {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const { scheme } = entry.frozen;
    const key = scheme.grading.pool !== 'sector' ? `cycle ${hashOf(scheme.grading)}` : entry.assessee.sector;
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  return [...groups.values()].flatMap((group) => partition(group));
}

/** Pools among those who are graded alike, by the facts and kinds that the scheme names. */
function partition(entries: readonly Entry[]): Pool[] {
  const rule = entries[0]!.frozen.scheme.grading.pool;
  if (typeof rule === 'string') return [poolOf(entries, WHOLE, '')];
  const items = entries.map((entry) => ({ entry, sector: entry.assessee.sector, orgKind: entry.orgKind ?? null, inputs: { facts: { ...entry.assessee.facts, ...entry.result?.inputs.facts } } }));
  return poolGroups(rule, items).map((group) => poolOf(group.items.map((item) => item.entry), group, `~${hashOf(group.key).slice(0, 8)}`));
}

function poolOf(entries: readonly Entry[], { parts, merged, free, unsorted }: PoolMaking, suffix: string): Pool {
  const sectors = [...new Set(entries.map((entry) => entry.assessee.sector))].sort();
  const scheme = entries[0]!.frozen.scheme;
  const members = entries.flatMap(({ assessee, frozen, result }): PoolMember[] => (result ? [{ id: assessee.id, person: assessee.personId, inputs: result.inputs, result: scoreAssessee(frozen.scheme, result.inputs) }] : []));
  return { id: `${sectors.join('+')}${suffix}`, making: { parts, merged, free, unsorted }, sectors, scheme, entries, members, grading: gradePool(scheme, members, { free }) };
}

/** The same pool with another member in place of one. */
export function withMember(pool: Pool, member: PoolMember): Pool {
  const members = pool.members.map((one) => (one.id === member.id ? { ...member, person: one.person ?? one.id } : one));
  return { ...pool, members, grading: gradePool(pool.scheme, members, { free: pool.making.free }) };
}

/** What the rules give: a grade, an outcome outside the distribution (R39), or nothing while the result is held. */
export function computedOf(pool: Pool, assesseeId: string): string | null {
  const member = pool.grading.members.find((one) => one.id === assesseeId);
  return member?.grade ?? member?.outcome?.outcome ?? null;
}

/** Words of a grade or of an outcome outside the distribution; the id where there are none. */
export function gradeTitle(scheme: Pick<Scheme, 'grading'> | null | undefined, id: string): TextRef {
  return [...(scheme?.grading.grades ?? []), ...(scheme?.grading.outcomes ?? [])].find((one) => one.id === id)?.title ?? { text: id };
}

/** Grade in force: decided, else what the last step of the chain said, else computed. */
export function gradeInForce(pool: Pool, assesseeId: string): string | null {
  const entry = pool.entries.find(({ assessee }) => assessee.id === assesseeId);
  return entry?.result?.grade ?? entry?.result?.chain?.at(-1)?.grade ?? computedOf(pool, assesseeId);
}

/** Exact figures of all nodes as they are stored. */
export function figuresOf(scheme: Scheme, result: ScoreResult): Record<string, string | null> {
  return Object.fromEntries(scheme.score.nodes.map((node) => [node.id, result.nodes[node.id]?.value?.toString() ?? null]));
}

/** Nodes that the composite is made of, in the scheme's order: parts of the root, those of an adjusted figure's base, and its accounts. */
export function componentsOf(scheme: Scheme): { readonly id: string; readonly title: TextRef }[] {
  const nodes = new Map(scheme.score.nodes.map((node) => [node.id, node]));
  const parts = (id: string, depth: number): string[] => {
    const node = nodes.get(id);
    if (!node || depth > 3) return [];
    if (node.kind === 'weighted_sum') return node.inputs.map((input) => input.id);
    if (node.kind === 'adjusted') {
      const base = parts(node.base, depth + 1);
      return [...(base.length > 0 ? base : [node.base]), ...node.accounts];
    }
    return [];
  };
  return parts(scheme.score.root, 0).flatMap((id) => {
    const node = nodes.get(id);
    return node ? [{ id, title: node.title }] : [];
  });
}

/** Figure as printed; null stays null. */
export function shown(value: Fraction | null | undefined, digits: number): string | null {
  return value ? value.toFixed(digits) : null;
}
