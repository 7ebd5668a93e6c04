import { Fraction } from '@shuping/kernel';
import type { Quota } from '../model/grading.ts';
import type { Scheme } from '../model/scheme.ts';
import { type Finding, finding } from './context.ts';

/** Pool sizes that quotas must be able to hold for. */
export const LARGEST_POOL = 200;

/** Heads that a quota allows or asks for in a pool. */
export function quotaHeads(quota: Pick<Quota, 'share' | 'rounding'>, pool: number): number {
  return Number(Fraction.of(quota.share).mul(Fraction.of(pool)).round(0, quota.rounding).n);
}

/** Binding quotas can be met together in every pool from 1 to LARGEST_POOL heads: scheme.quota-infeasible, at the first quota that makes it impossible, with the smallest such pool and the number of such pools. Grades of a quota are neighbours (scheme.quota-not-neighbours). */
export function quotaFindings(scheme: Scheme): Finding[] {
  const order = scheme.grading.grades.map((grade) => grade.id);
  const spans: Span[] = [];
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
    const pools = poolsWithout([...spans, { from, to, quota }], order.length);
    if (pools.length === 0) spans.push({ from, to, quota });
    else found.push(finding('scheme.quota-infeasible', path, { pool: pools[0]!, pools: pools.length }));
  }
  return found;
}

type Span = { readonly from: number; readonly to: number; readonly quota: Quota };

function poolsWithout(spans: readonly Span[], grades: number): number[] {
  return Array.from({ length: LARGEST_POOL }, (_, i) => i + 1).filter((pool) => !feasible(spans, grades, pool));
}

/** Heads counted up to each grade form difference constraints; they have a whole-number solution unless the graph has a negative cycle (Bellman and Ford). */
function feasible(spans: readonly Span[], grades: number, pool: number): boolean {
  const edges: [from: number, to: number, most: number][] = [[0, grades, pool], [grades, 0, -pool]];
  for (let i = 0; i < grades; i += 1) edges.push([i + 1, i, 0]);
  for (const { from, to, quota } of spans) {
    const heads = quotaHeads(quota, pool);
    edges.push(quota.kind === 'cap' ? [from, to, heads] : [to, from, -heads]);
  }
  const distance = new Array<number>(grades + 1).fill(0);
  for (let round = 0; round <= grades + 1; round += 1) {
    let changed = false;
    for (const [from, to, most] of edges) {
      if (distance[from]! + most >= distance[to]!) continue;
      distance[to] = distance[from]! + most;
      changed = true;
    }
    if (!changed) return true;
  }
  return false;
}
