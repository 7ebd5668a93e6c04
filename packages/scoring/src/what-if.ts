import { err, Fraction, ok, type ExactJson, type Problem, type Result } from '@shuping/kernel';
import { Scheme, type ScoreInputs } from '@shuping/scheme';
import { gradePool } from './grading/pool.ts';
import type { PoolGrading } from './grading/types.ts';
import { num } from './prepared.ts';
import { scoreAssessee } from './score.ts';

/** What a dry run changes (R-G4). Weights of a node must still sum to its total. `withoutGroups` drops the counts of evaluator groups. */
export type WhatIfChanges = {
  readonly weights?: readonly { readonly node: string; readonly input: string; readonly weight: number }[];
  readonly bands?: readonly { readonly grade: string; readonly from: number }[];
  readonly quotas?: readonly { readonly quota: string; readonly share: number }[];
  /** parts of the forced distribution; grades not named keep theirs */
  readonly distribution?: readonly { readonly grade: string; readonly parts: number }[];
  readonly withoutGroups?: readonly string[];
};

export type WhatIfMember = { readonly id: string; readonly inputs: ScoreInputs };
export type WhatIfMove = { readonly id: string; readonly score: { readonly from: ExactJson | null; readonly to: ExactJson | null }; readonly grade: { readonly from: string | null; readonly to: string | null } };
export type WhatIf = { readonly before: PoolGrading; readonly after: PoolGrading; readonly moved: readonly WhatIfMove[] };

/** Scheme with the changes made; `what_if.unknown`, `what_if.weights` or `what_if.value` where they do not fit it. */
function changedScheme(scheme: Scheme, changes: WhatIfChanges): Result<Scheme, Problem> {
  const draft = structuredClone(scheme);
  const unknown = (at: string) => err({ code: 'what_if.unknown', at, params: { id: at } });
  for (const change of changes.weights ?? []) {
    const node = draft.score.nodes.find((n) => n.id === change.node);
    const input = node?.kind === 'weighted_sum' ? node.inputs.find((i) => i.id === change.input) : undefined;
    if (!input) return unknown(`score/nodes/${change.node}/inputs/${change.input}`);
    input.weight = change.weight;
  }
  for (const change of changes.bands ?? []) {
    const band = draft.grading.bands.find((b) => b.id === change.grade);
    if (!band) return unknown(`grading/bands/${change.grade}`);
    band.from = change.from;
  }
  for (const change of changes.quotas ?? []) {
    const quota = draft.grading.quotas.find((q) => q.id === change.quota);
    if (!quota) return unknown(`grading/quotas/${change.quota}`);
    quota.share = change.share;
  }
  for (const change of changes.distribution ?? []) {
    const share = draft.grading.distribution?.shares.find((s) => s.id === change.grade);
    if (!share) return unknown(`grading/distribution/shares/${change.grade}`);
    share.parts = change.parts;
  }
  const parsed = Scheme.safeParse(draft);
  if (!parsed.success) return err({ code: 'what_if.value', at: parsed.error.issues[0]?.path.join('/') ?? '' });
  for (const { node: id } of changes.weights ?? []) {
    const node = parsed.data.score.nodes.find((n) => n.id === id);
    if (node?.kind !== 'weighted_sum') continue;
    const sum = Fraction.sum(node.inputs.map((input) => num(input.weight)));
    if (!sum.equals(num(node.total))) return err({ code: 'what_if.weights', at: `score/nodes/${id}`, params: { sum: sum.toFixed(2), total: node.total } });
  }
  return ok(parsed.data);
}

function without(inputs: ScoreInputs, groups: readonly string[]): ScoreInputs {
  if (groups.length === 0) return inputs;
  return { ...inputs, tallies: Object.fromEntries(Object.entries(inputs.tallies).filter(([group]) => !groups.includes(group))) };
}

/** Runs the same pool under other weights, lines, shares or without some groups, and says what would move. Writes nothing; the members' inputs stay as they are. */
export function whatIf(scheme: Scheme, members: readonly WhatIfMember[], changes: WhatIfChanges): Result<WhatIf, Problem> {
  const changed = changedScheme(scheme, changes);
  if (!changed.ok) return changed;
  const run = (s: Scheme, groups: readonly string[]) => gradePool(s, members.map(({ id, inputs }) => {
    const used = without(inputs, groups);
    return { id, inputs: used, result: scoreAssessee(s, used) };
  }));
  const before = run(scheme, []);
  const after = run(changed.value, changes.withoutGroups ?? []);
  const moved = before.members.flatMap((was, index): WhatIfMove[] => {
    const is = after.members[index]!;
    if (was.grade === is.grade && was.score?.exact === is.score?.exact) return [];
    return [{ id: was.id, score: { from: was.score, to: is.score }, grade: { from: was.grade, to: is.grade } }];
  });
  return ok({ before, after, moved });
}
