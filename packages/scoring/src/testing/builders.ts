import type { GroupTally, Scheme, ScoreInputs, ScoreNode } from '@shuping/scheme';
import { sampleScheme } from '@shuping/scheme/testing';
import type { PoolMember } from '../grading/types.ts';
import { scoreAssessee } from '../score.ts';

export type Counts = Readonly<Record<string, Readonly<Record<string, number>>>>;
type NodeDraft = ScoreNode extends infer N ? (N extends ScoreNode ? Omit<N, 'title' | 'level'> : never) : never;

/** Node with a title and level. */
export function node(draft: NodeDraft): ScoreNode {
  return { title: { text: draft.id }, level: 'assessee', ...draft } as ScoreNode;
}

export function officer(id: string, max = 100): ScoreNode {
  return node({ kind: 'officer_input', id, min: 0, max, owner: 'office', evidence: 'none' });
}

/** Scheme of tests: the sample with other nodes and, where given, other parts. The first node is the root. */
export function schemeOf(nodes: readonly ScoreNode[], parts: Partial<Scheme> = {}): Scheme {
  const base = sampleScheme();
  return {
    ...base, grading: { ...base.grading, gates: [], vetoes: [], tieBreak: [], quotas: [] }, ...parts,
    score: { root: nodes[0]!.id, digits: 2, nodes: [...nodes] },
  };
}

export function inputsOf(parts: Partial<ScoreInputs> = {}): ScoreInputs {
  return { facts: {}, officer: {}, sheets: {}, events: [], external: {}, tallies: {}, merged: {}, pastGrades: [], periodEnd: '2026-12-31', ...parts };
}

/** Counts of one group; `valid`, `returned`, `present` and `due` are the marks of the first item unless said otherwise. */
export function tallyOf(items: Counts, parts: Partial<GroupTally> = {}): GroupTally {
  const first = Object.values(items)[0] ?? {};
  const heads = Object.values(first).reduce((a, b) => a + b, 0);
  return {
    due: heads, present: heads, issued: heads, returned: heads, valid: heads,
    items: Object.fromEntries(Object.entries(items).map(([id, options]) => [id, { options: { ...options }, blank: 0 }])),
    ...parts,
  };
}

export function memberOf(scheme: Scheme, id: string, inputs: ScoreInputs): PoolMember {
  return { id, inputs, result: scoreAssessee(scheme, inputs) };
}

/** Pool whose scores are the given figures, under a scheme with the one officer node `score`. A null has no figure. */
export function poolOf(scheme: Scheme, scores: readonly (number | null)[]): PoolMember[] {
  return scores.map((score, at) => memberOf(scheme, `m${String(at + 1).padStart(3, '0')}`, inputsOf({ officer: score === null ? {} : { score } })));
}

/** Grades good ≥ 90, fair ≥ 80, plain ≥ 60, poor. */
export function gradingScheme(grading: Partial<Scheme['grading']> = {}, nodes: readonly ScoreNode[] = [officer('score')]): Scheme {
  const base = schemeOf(nodes);
  return { ...base, grading: { ...base.grading, ...grading } };
}
