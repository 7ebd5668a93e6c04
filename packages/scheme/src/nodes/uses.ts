import type { Condition } from '../model/condition.ts';

/** What a node names, for references, the order of evaluation and the publishing gate. `at` is the place below the node; `node` is set where a figure is taken in the same evaluation. */
export type Use =
  | { readonly at: string; readonly to: string; readonly node?: string }
  | { readonly at: string; readonly role: string }
  | { readonly at: string; readonly condition: Condition };

/** The figure of another node. */
export function figureUse(at: string, node: string): Use {
  return { at, to: `score/nodes/${node}`, node };
}

/** The items of a ballot that a node counts. */
export function ballotUses(ballot: string, items: readonly string[]): Use[] {
  return [{ at: 'ballot', to: `ballots/${ballot}` }, ...items.map((item): Use => ({ at: `items/${item}`, to: `ballots/${ballot}/items/${item}` }))];
}
