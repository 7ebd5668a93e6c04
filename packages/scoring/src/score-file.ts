import { hashOf, type ExactJson, type Result, err, ok } from '@shuping/kernel';
import { formatOf, GroupTally, inputFindings, readAs, readJson, schemeFinding, ScoreInputs, type Provenance, type Scheme, type SchemeFinding } from '@shuping/scheme';
import { z } from 'zod';
import { ENGINE_VERSION } from './engine.ts';
import { explainScore } from './explain.ts';
import { gradePool } from './grading/pool.ts';
import type { PoolGrading, PoolMember } from './grading/types.ts';
import type { Explained } from './nodes/evaluator.ts';
import { scoreAssessee } from './score.ts';

export const INPUTS_FORMAT = 'shuping-inputs@1';

/** What an assessee without any figure has. */
const NOTHING: Omit<ScoreInputs, 'periodEnd'> = { facts: {}, officer: {}, sheets: {}, events: [], external: {}, tallies: {}, merged: {}, pastGrades: [] };

const Assessee = ScoreInputs.partial().extend({
  id: z.string().min(1).max(80),
  name: z.string().max(80).optional(),
  /** counts by ballot, then group; the same as `tallies`, with the ballot named */
  ballots: z.record(z.string(), z.record(z.string(), GroupTally)).optional(),
});

/** One pool's inputs as a file: what is left out is no figure, never zero. `periodEnd` holds for all who give none of their own. */
export const InputsFile = z.strictObject({ format: z.literal(INPUTS_FORMAT), periodEnd: ScoreInputs.shape.periodEnd, assessees: z.array(Assessee).min(1).max(5_000) });
export type InputsFile = z.infer<typeof InputsFile>;

export type NamedInputs = { readonly id: string; readonly name?: string; readonly inputs: ScoreInputs };

/** Reads a file of inputs for a scheme. Codes: those of `readJson` and `inputFindings`, file.format-newer, file.format-unknown, scheme.shape, inputs.id-twice, inputs.other-ballot, inputs.group-twice. */
export function readInputsFile(text: string, scheme: Scheme): Result<readonly NamedInputs[], SchemeFinding[]> {
  const json = readJson(text);
  if (!json.ok) return json;
  const format = formatOf(json.value, [INPUTS_FORMAT]);
  if (!format.ok) return format;
  const file = readAs(InputsFile, json.value);
  if (!file.ok) return file;
  const found: SchemeFinding[] = [];
  const seen = new Set<string>();
  const named = file.value.assessees.map(({ id, name, ballots, ...own }, i): NamedInputs => {
    const at = `assessees/${id}`;
    if (seen.has(id)) found.push(schemeFinding('inputs.id-twice', `assessees/${i}/id`, { id }));
    seen.add(id);
    const tallies = { ...own.tallies, ...byGroup(scheme, ballots ?? {}, own.tallies ?? {}, at, found) };
    const inputs: ScoreInputs = { ...NOTHING, periodEnd: file.value.periodEnd, ...present(own), tallies };
    found.push(...inputFindings(scheme, inputs, at));
    return { id, inputs, ...(name === undefined ? {} : { name }) };
  });
  return found.length > 0 ? err(found) : ok(named);
}

function byGroup(scheme: Scheme, ballots: Record<string, Record<string, GroupTally>>, tallies: ScoreInputs['tallies'], at: string, found: SchemeFinding[]): ScoreInputs['tallies'] {
  const out: ScoreInputs['tallies'] = {};
  for (const [ballot, groups] of Object.entries(ballots)) {
    for (const [group, tally] of Object.entries(groups)) {
      const path = `${at}/ballots/${ballot}/${group}`;
      if (scheme.groups.find((one) => one.id === group)?.ballot !== ballot) found.push(schemeFinding('inputs.other-ballot', path, { ballot, group }));
      if (Object.hasOwn(tallies, group) || Object.hasOwn(out, group)) found.push(schemeFinding('inputs.group-twice', path, { group }));
      out[group] = tally;
    }
  }
  return out;
}

function present(own: Partial<ScoreInputs>): Partial<ScoreInputs> {
  return Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
}

/** Result of one assessee as `score` prints it. */
export type ScoredAssessee = {
  readonly id: string;
  readonly name?: string;
  readonly inputsHash: string;
  readonly score: ExactJson | null;
  readonly bandGrade: string | null;
  readonly grade: string | null;
  readonly rank: number | null;
  readonly held: readonly string[];
  readonly figures: Readonly<Record<string, ExactJson | null>>;
  readonly grading: Pick<PoolGrading['members'][number], 'gates' | 'vetoes' | 'undecidedVetoes' | 'moves' | 'tie'>;
  readonly explanation: Explained;
};
export type ScoredFile = { readonly scheme: string; readonly schemeHash: string; readonly engine: string; readonly assessees: readonly ScoredAssessee[]; readonly pool: Omit<PoolGrading, 'members'> };

/** Scores, grades and explanations of one pool (R-G1, R-G2, R-G3), each figure exact and as shown. Pure: the same inputs give the same bytes. */
export function scoreFile(scheme: Scheme, named: readonly NamedInputs[], provenance: Provenance = {}): ScoredFile {
  const members = named.map(({ id, inputs }): PoolMember => ({ id, inputs, result: scoreAssessee(scheme, inputs) }));
  const { members: graded, ...pool } = gradePool(scheme, members);
  const { digits } = scheme.score;
  return {
    scheme: scheme.id, schemeHash: hashOf(scheme), engine: ENGINE_VERSION, pool,
    assessees: named.map(({ id, name, inputs }, i): ScoredAssessee => {
      const { score, bandGrade, grade, rank, held, gates, vetoes, undecidedVetoes, moves, tie } = graded[i]!;
      const figures = Object.fromEntries(Object.entries(members[i]!.result.nodes).map(([node, figure]) => [node, figure.value?.toExactJson(digits) ?? null]));
      return {
        id, ...(name === undefined ? {} : { name }), inputsHash: hashOf(inputs), score, bandGrade, grade, rank, held, figures,
        grading: { gates, vetoes, undecidedVetoes, moves, ...(tie ? { tie } : {}) }, explanation: explainScore(scheme, inputs, provenance),
      };
    }),
  };
}
