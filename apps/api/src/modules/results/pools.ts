import { hashOf, type Fraction, type TextRef } from '@shuping/kernel';
import type { Scheme } from '@shuping/scheme';
import { gradePool, scoreAssessee, type PoolGrading, type PoolMember, type ScoreResult } from '@shuping/scoring';
import type { AssesseeView, FrozenScheme } from '../cycles/index.ts';
import type { ResultRecord } from './result.entity.ts';

/** An assessee with the frozen scheme of the own sector and the result so far. */
export type Entry = { readonly assessee: AssesseeView; readonly frozen: FrozenScheme; readonly result: ResultRecord | null };

/** Results graded together: one sector, or all sectors that grade alike and pool by cycle. `members` are those with a result. */
export type Pool = { readonly id: string; readonly sectors: readonly string[]; readonly scheme: Scheme; readonly entries: readonly Entry[]; readonly members: readonly PoolMember[]; readonly grading: PoolGrading };

/** Pools of a cycle (R-G3). Sectors are joined only where both say so and their grading rules are the same to the last figure. */
export function poolsOf(entries: readonly Entry[]): Pool[] {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const { scheme } = entry.frozen;
    const key = scheme.grading.pool === 'cycle' ? `cycle ${hashOf(scheme.grading)}` : entry.assessee.sector;
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  return [...groups.values()].map((group) => poolOf(group));
}

function poolOf(entries: readonly Entry[]): Pool {
  const sectors = [...new Set(entries.map((entry) => entry.assessee.sector))].sort();
  const scheme = entries[0]!.frozen.scheme;
  const members = entries.flatMap(({ assessee, frozen, result }): PoolMember[] => (result ? [{ id: assessee.id, inputs: result.inputs, result: scoreAssessee(frozen.scheme, result.inputs) }] : []));
  return { id: sectors.join('+'), sectors, scheme, entries, members, grading: gradePool(scheme, members) };
}

/** The same pool with another member in place of one. */
export function withMember(pool: Pool, member: PoolMember): Pool {
  const members = pool.members.map((one) => (one.id === member.id ? member : one));
  return { ...pool, members, grading: gradePool(pool.scheme, members) };
}

/** Grade in force: decided, else computed. */
export function gradeInForce(pool: Pool, assesseeId: string): string | null {
  const entry = pool.entries.find(({ assessee }) => assessee.id === assesseeId);
  return entry?.result?.grade ?? pool.grading.members.find((member) => member.id === assesseeId)?.grade ?? null;
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
