import { hashOf } from '@shuping/kernel';
import { Scheme, ScoreInputs } from '@shuping/scheme';
import { z } from 'zod';
import { ENGINE_VERSION } from './engine.ts';
import { gradePool } from './grading/pool.ts';
import type { PoolGrading, PoolMember } from './grading/types.ts';
import { evaluationOrder, scoreAssessee } from './score.ts';

export const BUNDLE_FORMAT = 'shuping-results@1';

const Figures = z.record(z.string(), z.string().nullable());
const Decided = z.strictObject({ grade: z.string(), reason: z.string() });
const Member = z.strictObject({
  id: z.string(), inputs: ScoreInputs, inputsHash: z.string(), figures: Figures,
  score: z.string().nullable(), grade: z.string().nullable(), decided: Decided.optional(),
});

/** Results of one pool with all they were computed from (R-G2): can be recomputed without server or database. Figures are exact (`56/3`), null where there is none. */
export const ResultsBundle = z.strictObject({
  format: z.literal(BUNDLE_FORMAT), engine: z.string(), scheme: Scheme, schemeHash: z.string(), members: z.array(Member), hash: z.string(),
});
export type ResultsBundle = z.infer<typeof ResultsBundle>;
type BundleMember = ResultsBundle['members'][number];

export type BundleSource = { readonly id: string; readonly inputs: ScoreInputs; readonly decided?: { readonly grade: string; readonly reason: string } };

/** Outcome of a recomputation. `at` is the JSON pointer of the first thing that differs, members by their id: `/members/<id>/figures/<node>`. */
export type Verification = { readonly ok: true } | { readonly ok: false; readonly at: string; readonly expected: string | null; readonly got: string | null };

function figuresOf(scheme: Scheme, member: PoolMember): Record<string, string | null> {
  return Object.fromEntries(scheme.score.nodes.map((node) => [node.id, member.result.nodes[node.id]?.value?.toString() ?? null]));
}

function bundleMember(scheme: Scheme, source: BundleSource, member: PoolMember, grading: PoolGrading, at: number): BundleMember {
  return {
    id: source.id, inputs: source.inputs, inputsHash: hashOf(source.inputs), figures: figuresOf(scheme, member),
    score: member.result.root.value?.toString() ?? null, grade: grading.members[at]!.grade,
    ...(source.decided ? { decided: { ...source.decided } } : {}),
  };
}

/** Bundle of one pool. The caller keeps it as is; every byte of it is under `hash`. */
export function makeBundle(scheme: Scheme, sources: readonly BundleSource[]): ResultsBundle {
  const pool = sources.map(({ id, inputs }): PoolMember => ({ id, inputs, result: scoreAssessee(scheme, inputs) }));
  const grading = gradePool(scheme, pool);
  const body = {
    format: BUNDLE_FORMAT, engine: ENGINE_VERSION, scheme, schemeHash: hashOf(scheme),
    members: sources.map((source, at) => bundleMember(scheme, source, pool[at]!, grading, at)),
  } as const;
  return { ...body, members: [...body.members], hash: hashOf(body) };
}

function differs(at: string, expected: string | null | undefined, got: string | null | undefined): Verification | null {
  return (expected ?? null) === (got ?? null) ? null : { ok: false, at, expected: expected ?? null, got: got ?? null };
}

/** First difference among a member's figures, causes before what they cause; then its score. */
function checkFigures(scheme: Scheme, stored: BundleMember, computed: PoolMember): Verification | null {
  const figures = figuresOf(scheme, computed);
  for (const id of evaluationOrder(scheme, stored.inputs)) {
    if (!Object.hasOwn(stored.figures, id)) return { ok: false, at: `/members/${stored.id}/figures/${id}`, expected: figures[id] ?? null, got: 'missing' };
    const found = differs(`/members/${stored.id}/figures/${id}`, figures[id], stored.figures[id]);
    if (found) return found;
  }
  const extra = Object.keys(stored.figures).find((id) => !Object.hasOwn(figures, id));
  if (extra !== undefined) return { ok: false, at: `/members/${stored.id}/figures/${extra}`, expected: null, got: stored.figures[extra] ?? 'null' };
  return differs(`/members/${stored.id}/score`, computed.result.root.value?.toString(), stored.score);
}

/** Recomputes a bundle from its own scheme and inputs and names the first figure that differs: `expected` is what the inputs give, `got` what the bundle says. A thing that is no bundle differs at the place that is malformed. */
export function verifyBundle(bundle: unknown): Verification {
  const parsed = ResultsBundle.safeParse(bundle);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return { ok: false, at: `/${issue?.path.join('/') ?? ''}`, expected: 'bundle.wellformed', got: issue?.code ?? null };
  }
  const { hash, ...body } = parsed.data;
  const scheme = body.scheme;
  const schemeFault = differs('/schemeHash', hashOf(scheme), body.schemeHash);
  if (schemeFault) return schemeFault;
  const pool = body.members.map(({ id, inputs }): PoolMember => ({ id, inputs, result: scoreAssessee(scheme, inputs) }));
  for (const [index, member] of body.members.entries()) {
    const fault = checkFigures(scheme, member, pool[index]!) ?? differs(`/members/${member.id}/inputsHash`, hashOf(member.inputs), member.inputsHash);
    if (fault) return fault;
  }
  const grading = gradePool(scheme, pool);
  for (const [index, member] of body.members.entries()) {
    const fault = differs(`/members/${member.id}/grade`, grading.members[index]!.grade, member.grade);
    if (fault) return fault;
  }
  return differs('/hash', hashOf(body), hash) ?? { ok: true };
}
