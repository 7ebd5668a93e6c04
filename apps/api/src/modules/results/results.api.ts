import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/persistence/index.ts';

/** Result in force of one assessee. `score` is exact, null while held; `grade` is the committee's, null before it has decided. */
export type CurrentResult = { readonly assesseeId: string; readonly personId: string; readonly orgId: string; readonly number: number; readonly state: 'computed' | 'decided' | 'published' | 'final'; readonly score: string | null; readonly computedGrade: string | null; readonly grade: string | null; readonly finalOn: string | null };
/** Counts for the guards of a cycle (`CycleFacts`). */
export type ResultsStanding = { readonly results: number; readonly scoresHeld: number; readonly decided: number; readonly opinionsApproved: number; readonly objectionsOpen: number; readonly lettersIssued: number };

/** Read port of results, under the row policies of the asking transaction. */
@Injectable()
export class ResultsApi {
  current(tx: Tx, cycleId: string): Promise<CurrentResult[]> {
    return tx.sql<CurrentResult>('select assessee_id as "assesseeId", person_id as "personId", org_id as "orgId", number, state, score, computed_grade as "computedGrade", grade, final_on as "finalOn" from result where cycle_id = ? and current order by assessee_id', [cycleId]);
  }

  /** Final grades of the same person in the same organisation in earlier years, oldest first (R-H4). */
  pastGrades(tx: Tx, personId: string, orgId: string, beforeYear: number): Promise<{ year: number; grade: string }[]> {
    return tx.sql<{ year: number; grade: string }>("select year, grade from result where person_id = ? and org_id = ? and year < ? and current and state = 'final' and grade is not null order by year", [personId, orgId, beforeYear]);
  }

  /** The same for everybody with a place in a cycle, by `personId orgId`. */
  async pastGradesFor(tx: Tx, cycleId: string, beforeYear: number): Promise<ReadonlyMap<string, { year: number; grade: string }[]>> {
    const rows = await tx.sql<{ key: string; year: number; grade: string }>(
      "select r.person_id || ' ' || r.org_id as key, r.year, r.grade from v_assessee a join result r on r.person_id = a.person_id and r.org_id = a.org_id where a.cycle_id = ? and a.included and r.year < ? and r.current and r.state = 'final' and r.grade is not null order by r.year", [cycleId, beforeYear],
    );
    const past = new Map<string, { year: number; grade: string }[]>();
    for (const { key, year, grade } of rows) past.set(key, [...(past.get(key) ?? []), { year, grade }]);
    return past;
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
