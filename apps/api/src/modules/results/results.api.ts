import { Injectable } from '@nestjs/common';
import type { ScoreInputs } from '@shuping/scheme';
import type { Tx } from '../../platform/persistence/index.ts';

/** Result in force of one assessee. `score` is exact, null while held; `grade` is the committee's, null before it has decided. */
export type CurrentResult = { readonly assesseeId: string; readonly personId: string; readonly orgId: string; readonly number: number; readonly state: 'computed' | 'decided' | 'published' | 'final'; readonly score: string | null; readonly computedGrade: string | null; readonly grade: string | null; readonly finalOn: string | null };
/** Final result of an earlier year (or of a term of office that ended in it); figures are exact, by node. */
export type PastYear = { readonly year: number; readonly grade: string; readonly stars: number | null; readonly marks: readonly string[]; readonly figures: Readonly<Record<string, string | null>>; /** figures that were taken from other objects, by reference */ readonly around: ScoreInputs['around'] | null };
/** Of people in their organisation (`personId orgId`), and of organisations whoever stood for them. */
export type Past = { readonly persons: ReadonlyMap<string, readonly PastYear[]>; readonly organisations: ReadonlyMap<string, readonly PastYear[]> };
/** Counts for the guards of a cycle (`CycleFacts`). */
export type ResultsStanding = { readonly results: number; readonly scoresHeld: number; readonly decided: number; readonly opinionsApproved: number; readonly objectionsOpen: number; readonly lettersIssued: number };

/** Results that stand for a year: its own, or where it had none those of a term of office that ended in it. */
const AS_YEAR = "r.period !~ '-[HQM]'";

/** Read port of results, under the row policies of the asking transaction. */
@Injectable()
export class ResultsApi {
  current(tx: Tx, cycleId: string): Promise<CurrentResult[]> {
    return tx.sql<CurrentResult>('select assessee_id as "assesseeId", person_id as "personId", org_id as "orgId", number, state, score, computed_grade as "computedGrade", grade, final_on as "finalOn" from result where cycle_id = ? and current order by assessee_id', [cycleId]);
  }

  /** Final results of earlier years, never of parts of a year, of everybody with a place in a cycle, by `personId orgId`, and those of the organisations by `orgId`; oldest first. */
  async pastFor(tx: Tx, cycleId: string, beforeYear: number): Promise<Past> {
    const rows = await tx.sql<PastYear & { person: boolean; personId: string; orgId: string }>(
      `select distinct on (a.id, r.year, r.person_id = a.person_id) r.person_id = a.person_id as person, a.person_id as "personId", a.org_id as "orgId", r.year, r.grade, r.stars, r.marks, r.figures, r.inputs->'around' as around
       from v_assessee a join result r on r.org_id = a.org_id where a.cycle_id = ? and a.included and r.year < ? and r.current and r.state = 'final' and r.grade is not null and ${AS_YEAR} order by a.id, r.year, r.person_id = a.person_id, length(r.period), r.final_on desc`, [cycleId, beforeYear],
    );
    const past: Record<'persons' | 'organisations', Map<string, PastYear[]>> = { persons: new Map(), organisations: new Map() };
    const add = (map: Map<string, PastYear[]>, key: string, row: PastYear): void => {
      if (!map.get(key)?.some((one) => one.year === row.year)) map.set(key, [...(map.get(key) ?? []), { year: row.year, grade: row.grade, stars: row.stars, marks: row.marks ?? [], figures: row.figures, around: row.around }]);
    };
    for (const row of rows) if (row.person) add(past.persons, `${row.personId} ${row.orgId}`, row);
    for (const row of rows) add(past.organisations, row.orgId, row);
    return past;
  }

  /** Final grades that a host gave in the years before one. */
  gradesOfHost(tx: Tx, hostId: string, beforeYear: number): Promise<{ year: number; person: string; grade: string }[]> {
    return tx.sql("select year, person_id as person, grade from result where host_id = ? and year < ? and current and state = 'final' and grade is not null and period = year::text", [hostId, beforeYear]);
  }

  async standing(tx: Tx, cycleId: string): Promise<ResultsStanding> {
    const [row] = await tx.sql<Record<keyof ResultsStanding, string>>(
      `select (select count(*) from result where cycle_id = ? and current) as "results",
        (select count(*) from result where cycle_id = ? and current and score is null) as "scoresHeld",
        (select count(*) from result where cycle_id = ? and current and grade is not null) as "decided",
        (select count(*) from opinion where cycle_id = ? and state = 'approved') as "opinionsApproved",
        (select count(*) from objection where cycle_id = ? and state = 'open') as "objectionsOpen",
        (select count(*) from letter where cycle_id = ? and kind = 'feedback') as "lettersIssued"`, Array.from({ length: 6 }, () => cycleId),
    );
    return Object.fromEntries(Object.entries(row!).map(([name, count]) => [name, Number(count)])) as unknown as ResultsStanding;
  }
}
