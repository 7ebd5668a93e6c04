import { deepEqual } from '../deep-equal.ts';
import type { Constraint, Violation } from '../layer.ts';
import { childOf, valueAt } from '../path.ts';
import { judge, type Verdict } from './constraint-holds.ts';

/** A constraint with the stage that adds it (0 = base) and the value at its path there, which `fixed` locks. */
export type OwnedConstraint = { readonly constraint: Constraint; readonly owner: string; readonly stage: number; readonly locked: unknown };

/** Gives each constraint its owner; `drafts[s]` is the scheme after layer s. */
export function ownConstraints(owners: readonly { readonly id: string; readonly constraints: readonly Constraint[] }[], drafts: readonly unknown[]): OwnedConstraint[] {
  return owners.flatMap(({ id, constraints }, stage) =>
    constraints.map((constraint) => ({ constraint, owner: id, stage, locked: valueAt(drafts[stage], constraint.path) })),
  );
}

/** Code of a broken constraint, e.g. `layer.range-broken`. */
export function brokenCode(kind: Constraint['kind']): string {
  return `layer.${kind.replace('_', '-')}-broken`;
}

/** Checks every constraint on the result (R-B2). The one to mend it is the layer that last changed the deciding value while it did not hold; the owner, when its own result already failed. A constraint on nothing is `layer.constraint-target`. */
export function checkConstraints(constraints: readonly OwnedConstraint[], drafts: readonly unknown[], layerIds: readonly string[]): Violation[] {
  const found: Violation[] = [];
  for (const owned of constraints) {
    const { constraint, owner, locked } = owned;
    const { path } = constraint;
    if (locked === undefined) {
      found.push({ code: 'layer.constraint-target', path, layer: owner, params: { kind: constraint.kind } });
      continue;
    }
    const { verdict, culprit, value } = follow(owned, drafts);
    if (verdict.holds) continue;
    const removed = value === undefined;
    found.push({
      code: removed ? 'layer.locked-removed' : brokenCode(constraint.kind),
      path,
      layer: layerIds[culprit]!,
      params: { owner, kind: constraint.kind, ...verdict.params },
    });
  }
  return found;
}

function follow({ constraint, stage, locked }: OwnedConstraint, drafts: readonly unknown[]): { verdict: Verdict; culprit: number; value: unknown } {
  const section = constraint.path.split('/', 1)[0]!;
  let value = locked;
  let verdict = judge(constraint, value, locked);
  let culprit = stage;
  for (let s = stage + 1; s < drafts.length; s += 1) {
    if (childOf(drafts[s], section) === childOf(drafts[s - 1], section)) continue;
    const next = valueAt(drafts[s], constraint.path);
    if (next === value) continue;
    const judged = judge(constraint, next, locked);
    if (!judged.holds && (verdict.holds || !deepEqual(judged.seen, verdict.seen))) culprit = s;
    value = next;
    verdict = judged;
  }
  return { verdict, culprit, value };
}
