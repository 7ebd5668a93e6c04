import type { CandidatesOut, ElectorIn, ElectorOut, MyEvaluationsOut, RollOut, RollReadOut, RollSlipsOut } from '@shuping/contracts';
import type { z } from 'zod';

export type Roll = z.infer<typeof RollOut>;
export type Elector = ElectorOut;
export type Candidates = z.infer<typeof CandidatesOut>;
export type RollRead = z.infer<typeof RollReadOut>;
export type RollSlips = z.infer<typeof RollSlipsOut>;
export type MyEvaluations = z.infer<typeof MyEvaluationsOut>;
export type NewElector = z.input<typeof ElectorIn>;

export type Rated = { readonly assesseeId: string; readonly personName: string; readonly orgName: string };
export type ReadLines = { readonly electors: readonly NewElector[]; /** words that are nobody on the agenda, line by line */ readonly unknown: readonly { readonly line: number; readonly word: string }[] };

const FIELD = /[\t,;\uff0c\uff1b]|\s{2,}/;
const LIST = /[\u3001/|]+|\s+/;

/** Lines as people type or paste them: a name, then the unit, then whom they supervise or work with, by name or unit, several with 、 between. Empty lines count nothing. */
export function readLines(text: string, group: string, rated: readonly Rated[]): ReadLines {
  const electors: NewElector[] = [];
  const unknown: { line: number; word: string }[] = [];
  for (const [at, line] of text.split('\n').entries()) {
    const [name = '', unit = '', related = ''] = line.trim().split(FIELD).map((one) => one.normalize('NFC').trim());
    if (name === '') continue;
    const ids = related.split(LIST).filter(Boolean).flatMap((word) => {
      const own = rated.filter((one) => one.personName === word || one.orgName === word);
      if (own.length === 1) return [own[0]!.assesseeId];
      unknown.push({ line: at + 1, word });
      return [];
    });
    electors.push({ name: name.slice(0, 60), unit: unit.slice(0, 120), groups: [group], related: ids });
  }
  return { electors, unknown };
}

/** Pieces of a long list, as many as one request takes. */
export function inPieces<T>(list: readonly T[], size = 1_000): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, n) => list.slice(n * size, (n + 1) * size));
}
