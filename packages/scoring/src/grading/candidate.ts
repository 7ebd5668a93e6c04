import type { Fraction } from '@shuping/kernel';
import type { Scheme } from '@shuping/scheme';
import { holds } from '../condition.ts';
import { num, prepare } from '../prepared.ts';
import { barriersOf, outcomeOf, type Barriers } from './barriers.ts';
import type { GateHit, GradeMove, PoolMember } from './types.ts';

/** An assessee with a score, with all that grading asks of it alone. Grades are indexes, 0 = best. */
export type Candidate = Barriers & {
  readonly id: string;
  readonly person: string;
  readonly score: Fraction;
  readonly breaks: readonly (Fraction | null)[];
  /** grade by score alone */
  readonly band: number;
  /** best grade at `from` or below that gates, vetoes, ceilings and lists leave, with what took the better ones away */
  settle(from: number): Settled;
};
export type Settled = { readonly grade: number; readonly gates: readonly GateHit[]; readonly moves: readonly GradeMove[] };

/** Grade by score alone (R37): the best grade whose band holds the score. */
export function bandOf(scheme: Scheme, score: Fraction): number {
  const worst = scheme.grading.grades.length - 1;
  const index = scheme.grading.grades.findIndex((grade) => scheme.grading.bands.some((band) => {
    if (band.id !== grade.id) return false;
    if (band.from === null) return true;
    const sign = score.compare(num(band.from));
    return band.inclusive ? sign >= 0 : sign > 0;
  }));
  return index < 0 ? worst : index;
}

/** First gate of a grade that is not shown to hold. */
function closedGate(scheme: Scheme, member: PoolMember, grade: string): GateHit | null {
  for (const gate of scheme.grading.gates) {
    if (gate.grade !== grade) continue;
    const state = holds(gate.requires, { scheme, inputs: member.inputs, nodes: member.result.nodes, grade });
    if (state !== true) return { gate: gate.id, grade, otherwise: gate.otherwise, state: state === null ? 'unknown' : 'fails' };
  }
  return null;
}

/** What grading asks of one assessee alone; null when its result is held or has an outcome outside the distribution. */
export function candidateOf(scheme: Scheme, member: PoolMember): Candidate | null {
  const score = member.result.root.value;
  if (!score) return null;
  const ids = scheme.grading.grades.map((grade) => grade.id);
  const band = bandOf(scheme, score);
  if (outcomeOf(scheme, member, ids[band]!)) return null;
  const barriers = barriersOf(scheme, member, ids[band]!);
  const breaks = scheme.grading.tieBreak.map((node) => member.result.nodes[node]?.value ?? null);
  return { ...barriers, id: member.id, person: member.person ?? member.id, score, breaks, band, settle: (from) => settle(scheme, member, barriers, from) };
}

function settle(scheme: Scheme, member: PoolMember, { fixed, limit, limitBy }: Barriers, from: number): Settled {
  const ids = scheme.grading.grades.map((grade) => grade.id);
  const worst = ids.length - 1;
  const gates: GateHit[] = [];
  const moves: GradeMove[] = [];
  let at = from;
  if (fixed !== null) return { grade: fixed, gates, moves: fixed === from ? [] : [{ by: 'veto', id: limitBy?.id ?? '', from: ids[from]!, to: ids[fixed]! }] };
  for (;;) {
    if (at < limit && limitBy) {
      moves.push({ ...limitBy, from: ids[at]!, to: ids[limit]! });
      at = limit;
    }
    const gate = at < worst ? closedGate(scheme, member, ids[at]!) : null;
    if (!gate) return { grade: at, gates, moves };
    const to = Math.max(at + 1, prepare(scheme).gradeIndex.get(gate.otherwise) ?? worst);
    gates.push(gate);
    moves.push({ by: 'gate', id: gate.gate, from: ids[at]!, to: ids[to]! });
    at = to;
  }
}

/** Candidates best first, those that neither score nor tie-break tells apart together. A tie-break node counts among equals only if all of them have its figure. */
export function ranked(candidates: readonly Candidate[]): Candidate[][] {
  const byScore = split([...candidates], (candidate) => candidate.score);
  return byScore.flatMap((equals) => breakTies(equals, 0));
}

function breakTies(equals: Candidate[], level: number): Candidate[][] {
  if (equals.length < 2 || level >= equals[0]!.breaks.length) return [equals];
  if (equals.some((candidate) => candidate.breaks[level] === null)) return breakTies(equals, level + 1);
  return split(equals, (candidate) => candidate.breaks[level]!).flatMap((part) => breakTies(part, level + 1));
}

function split(list: Candidate[], key: (candidate: Candidate) => Fraction): Candidate[][] {
  const sorted = list.sort((a, b) => key(b).compare(key(a)));
  const out: Candidate[][] = [];
  for (const candidate of sorted) {
    const last = out[out.length - 1];
    if (last && key(last[0]!).equals(key(candidate))) last.push(candidate);
    else out.push([candidate]);
  }
  return out;
}
