import type { Problem } from '@shuping/kernel';
import { distributionPlaces, quotaHeads, type Quota, type Scheme } from '@shuping/scheme';

/** Heads that a quota means in a pool of `poolSize` graded assessees (R38): share × size, rounded as the quota says. */
export function quotaLimit(quota: Pick<Quota, 'share' | 'rounding' | 'heads'>, poolSize: number): number {
  return quotaHeads(quota, poolSize);
}

type Edge = { readonly from: number; readonly to: number; readonly most: number; readonly quota: string | null };

/** Limits as differences of running head counts P(0) = 0 … P(k) = size over the grades from best to worst. */
function edges(scheme: Scheme, quotas: readonly Quota[], size: number): Edge[] {
  const order = scheme.grading.grades.map((grade) => grade.id);
  const out: Edge[] = [
    { from: 0, to: order.length, most: size, quota: null },
    { from: order.length, to: 0, most: -size, quota: null },
    ...order.map((_, index): Edge => ({ from: index + 1, to: index, most: 0, quota: null })),
  ];
  const { distribution } = scheme.grading;
  if (distribution?.strictness === 'must') {
    distributionPlaces(distribution, order, size).forEach((places, grade) => {
      out.push({ from: grade, to: grade + 1, most: places, quota: distribution.id }, { from: grade + 1, to: grade, most: -places, quota: distribution.id });
    });
  }
  for (const quota of quotas) {
    const at = quota.grades.map((grade) => order.indexOf(grade)).sort((a, b) => a - b);
    const first = at[0]!;
    const last = at[at.length - 1]!;
    const limit = quotaLimit(quota, size);
    if (quota.kind === 'cap') {
      // a cap on scattered grades bounds each run of them
      for (const [a, b] of runs(at)) out.push({ from: a, to: b + 1, most: limit, quota: quota.id });
    } else {
      out.push({ from: last + 1, to: first, most: -limit, quota: quota.id });
    }
  }
  return out;
}

function runs(sorted: readonly number[]): [number, number][] {
  const out: [number, number][] = [];
  for (const at of sorted) {
    const open = out[out.length - 1];
    if (open && open[1] >= at - 1) open[1] = at;
    else out.push([at, at]);
  }
  return out;
}

/** Quotas of a contradiction between the limits, by the method of Bellman and Ford; null when a distribution exists. Exact for quotas on neighbouring grades. */
function contradiction(nodes: number, list: readonly Edge[]): string[] | null {
  const distance = new Array<number>(nodes).fill(0);
  const via = new Array<Edge | null>(nodes).fill(null);
  let changed = -1;
  for (let round = 0; round <= nodes; round += 1) {
    changed = -1;
    for (const edge of list) {
      const reach = distance[edge.from]! + edge.most;
      if (reach < distance[edge.to]!) {
        distance[edge.to] = reach;
        via[edge.to] = edge;
        changed = edge.to;
      }
    }
    if (changed < 0) return null;
  }
  let at = changed;
  for (let step = 0; step < nodes; step += 1) at = via[at]!.from;
  const names = new Set<string>();
  const start = at;
  do {
    const edge = via[at]!;
    if (edge.quota) names.add(edge.quota);
    at = edge.from;
  } while (at !== start);
  return [...names].sort();
}

/** Limits with strictness `must` that no distribution of `poolSize` heads can meet together: at most one problem `quota.infeasible`, naming the quotas in conflict. */
export function infeasibleQuotas(scheme: Scheme, poolSize: number): Problem[] {
  const known = new Set(scheme.grading.grades.map((grade) => grade.id));
  const must = scheme.grading.quotas.filter((quota) => quota.strictness === 'must' && quota.grades.every((grade) => known.has(grade)));
  const clash = contradiction(known.size + 1, edges(scheme, must, poolSize));
  if (!clash) return [];
  return [{ code: 'quota.infeasible', at: `grading/quotas/${clash.find((id) => must.some((quota) => quota.id === id)) ?? ''}`, params: { quotas: clash.join(' '), poolSize } }];
}
