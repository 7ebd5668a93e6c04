import { Fraction } from '@shuping/kernel';
import { distributionPlaces } from '../apportion.ts';
import type { Quota } from '../model/grading.ts';
import type { Scheme } from '../model/scheme.ts';
import { type Finding, finding } from './context.ts';

/** Pool sizes that quotas must be able to hold for. */
export const LARGEST_POOL = 2000;

const MILLION = 1_000_000;

/** Heads that a quota allows or asks for in a pool, rounded exactly as it says; a fixed number of heads is at most the pool. */
export function quotaHeads(quota: Pick<Quota, 'share' | 'rounding'> & { readonly heads?: number | undefined }, pool: number): number {
  if (quota.heads !== undefined) return Math.min(quota.heads, pool);
  const product = Math.round(quota.share * MILLION) * pool;
  if (product < 0 || product * 2 > Number.MAX_SAFE_INTEGER) return Number(Fraction.of(quota.share).mul(Fraction.of(pool)).round(0, quota.rounding).n);
  if (quota.rounding === 'half_up') return Math.floor((2 * product + MILLION) / (2 * MILLION));
  return quota.rounding === 'up' ? Math.ceil(product / MILLION) : Math.floor(product / MILLION);
}

/** Binding quotas and the forced distribution can be met together in every pool from 1 to LARGEST_POOL heads: scheme.quota-infeasible, at the first quota that makes it impossible, with the smallest such pool, the number of such pools, their sizes in words of ranges, and what stands against it. Grades of a quota are neighbours (scheme.quota-not-neighbours). */
export function quotaFindings(scheme: Scheme): Finding[] {
  const order = scheme.grading.grades.map((grade) => grade.id);
  const limits: Limit[] = forcedLimits(scheme, order);
  const found: Finding[] = [];
  for (const quota of scheme.grading.quotas) {
    const path = `grading/quotas/${quota.id}`;
    const at = quota.grades.map((id) => order.indexOf(id));
    const [from, to] = [Math.min(...at), Math.max(...at) + 1];
    if (at.includes(-1)) continue;
    if (new Set(at).size !== to - from) {
      found.push(finding('scheme.quota-not-neighbours', `${path}/grades`));
      continue;
    }
    if (quota.strictness === 'principle') continue;
    const heads = SIZES.map((pool) => quotaHeads(quota, pool));
    const limit: Limit = { id: quota.id, from, to, most: quota.kind === 'cap' ? heads : null, least: quota.kind === 'floor' ? heads : null };
    const pools = poolsWithout([...limits, limit], order.length);
    if (pools.length === 0) limits.push(limit);
    else found.push(finding('scheme.quota-infeasible', path, { pool: pools[0]!, pools: pools.length, sizes: ranges(pools), with: [...new Set(limits.map((one) => one.id))].join(', ') }));
  }
  return found;
}

const SIZES = Array.from({ length: LARGEST_POOL }, (_, i) => i + 1);

/** Heads of the grades `from` up to and without `to`, by pool size − 1. */
type Limit = { readonly id: string; readonly from: number; readonly to: number; readonly most: readonly number[] | null; readonly least: readonly number[] | null };

function forcedLimits(scheme: Scheme, order: readonly string[]): Limit[] {
  const { distribution } = scheme.grading;
  if (!distribution || distribution.strictness === 'principle') return [];
  const places = SIZES.map((pool) => distributionPlaces(distribution, order, pool));
  return order.map((_, grade): Limit => {
    const heads = places.map((row) => row[grade]!);
    return { id: distribution.id, from: grade, to: grade + 1, most: heads, least: heads };
  });
}

function poolsWithout(limits: readonly Limit[], grades: number): number[] {
  const edges = edgesOf(limits, grades);
  const distance = new Array<number>(grades + 1);
  return SIZES.filter((pool) => !feasible(edges, distance, pool));
}

/** Sizes as ranges, at most eight of them: `1–4, 7`. */
function ranges(sizes: readonly number[]): string {
  const out: [number, number][] = [];
  for (const size of sizes) {
    const last = out.at(-1);
    if (last && last[1] === size - 1) last[1] = size;
    else out.push([size, size]);
  }
  const words = out.slice(0, 8).map(([a, b]) => (a === b ? String(a) : `${a}–${b}`)).join(', ');
  return out.length > 8 ? `${words}, …` : words;
}

/** "Heads counted up to grade `to` are at most those up to `from` plus `by[pool − 1]`." */
type Edge = { readonly from: number; readonly to: number; readonly by: readonly number[] };

const NONE = SIZES.map(() => 0);
const ALL = SIZES;
const LESS = SIZES.map((pool) => -pool);

function edgesOf(limits: readonly Limit[], grades: number): Edge[] {
  const rising = Array.from({ length: grades }, (_, i): Edge => ({ from: i + 1, to: i, by: NONE }));
  return [
    { from: 0, to: grades, by: ALL }, { from: grades, to: 0, by: LESS }, ...rising,
    ...limits.flatMap(({ from, to, most, least }): Edge[] => [...(most ? [{ from, to, by: most }] : []), ...(least ? [{ from: to, to: from, by: least.map((heads) => -heads) }] : [])]),
  ];
}

/** Such constraints have a whole-number solution unless their graph has a negative cycle (Bellman and Ford). `distance` is scratch room. */
function feasible(edges: readonly Edge[], distance: number[], pool: number): boolean {
  distance.fill(0);
  for (let round = 0; round <= distance.length; round += 1) {
    let changed = false;
    for (let at = 0; at < edges.length; at += 1) {
      const { from, to, by } = edges[at]!;
      const reach = distance[from]! + by[pool - 1]!;
      if (reach >= distance[to]!) continue;
      distance[to] = reach;
      changed = true;
    }
    if (!changed) return true;
  }
  return false;
}
