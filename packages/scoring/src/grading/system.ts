import { Fraction, type ExactJson } from '@shuping/kernel';
import type { Scheme } from '@shuping/scheme';

/** A grade given in a year to a person; null outside the distribution. */
export type YearGrade = { readonly year: number; readonly person: string; readonly grade: string | null };

/** State of a limit over the whole system and its years (R38). `missing` is how many more, or fewer, it would take. */
export type SystemLine = {
  readonly limit: string; readonly kind: 'cap' | 'floor'; readonly strictness: 'must' | 'principle'; readonly grades: readonly string[];
  readonly from: number; readonly to: number; readonly base: number; readonly used: number; readonly share: ExactJson | null; readonly target: number; readonly broken: boolean; readonly missing: number;
};

function count(of: 'persons' | 'person_times', rows: readonly YearGrade[]): number {
  return of === 'persons' ? new Set(rows.map((row) => row.person)).size : rows.length;
}

/** Limits over all pools and years up to `year`; a limit before its first target does not bind and is left out. Nothing is rounded: 30 % of 321 is not met by 96. */
export function systemLines(scheme: Scheme, year: number, grades: readonly YearGrade[]): SystemLine[] {
  return (scheme.grading.system ?? []).flatMap((limit): SystemLine[] => {
    const target = limit.targets.filter((one) => one.year <= year).at(-1);
    if (!target) return [];
    const from = year - limit.years + 1;
    const rows = grades.filter((row) => row.grade !== null && row.year >= from && row.year <= year);
    const base = count(limit.of, rows);
    const used = count(limit.of, rows.filter((row) => limit.grades.includes(row.grade!)));
    const exact = Fraction.of(target.share).mul(new Fraction(BigInt(base)));
    const heads = limit.kind === 'cap' ? Number(exact.floor()) : Number(exact.ceil());
    const missing = limit.kind === 'cap' ? Math.max(0, used - heads) : Math.max(0, heads - used);
    return [{
      limit: limit.id, kind: limit.kind, strictness: limit.strictness, grades: limit.grades, from, to: year, base, used,
      share: base === 0 ? null : new Fraction(BigInt(used), BigInt(base)).toExactJson(4), target: target.share, broken: base > 0 && missing > 0, missing,
    }];
  });
}
