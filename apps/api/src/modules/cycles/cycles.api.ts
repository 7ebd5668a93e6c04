import { Injectable } from '@nestjs/common';
import { nests, parsePeriod, stageReached, type Period } from '@shuping/domain';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import type { Origin, Scheme, Stage } from '@shuping/scheme';
import type { Tx } from '../../platform/persistence/index.ts';
import { AssesseeRecord, CycleRecord } from './cycle.entity.ts';

export type CycleView = Readonly<Pick<CycleRecord, 'id' | 'hostId' | 'orgPath' | 'period' | 'year' | 'title' | 'hostName' | 'periodStart' | 'periodEnd' | 'stage' | 'calendar' | 'schemes' | 'previousCycleId' | 'programmeId' | 'ownDays' | 'publicityFrom' | 'publicityEnds' | 'publishedTo' | 'version'>>;
export type AssesseeView = Readonly<Pick<AssesseeRecord, 'id' | 'hostId' | 'cycleId' | 'orgPath' | 'sector' | 'orgId' | 'personId' | 'orgName' | 'orgKind' | 'personName' | 'post' | 'included' | 'position' | 'facts' | 'listedTo'>>;
export type FrozenScheme = { readonly hash: string; readonly scheme: Scheme; readonly provenance: Record<string, Origin>; readonly layers: readonly { readonly id: string; readonly owner: unknown; readonly tag: unknown }[] };

/** Read port of cycles and assessees, under the row policies of the asking transaction; null when not there or not visible. */
@Injectable()
export class CyclesApi {
  cycle(tx: Tx, id: string): Promise<CycleView | null> {
    return tx.em.findOne(CycleRecord, { id });
  }

  assessee(tx: Tx, id: string): Promise<AssesseeView | null> {
    return tx.em.findOne(AssesseeRecord, { id });
  }

  /** Assessees of a cycle in their order; only the included ones unless asked otherwise. */
  assessees(tx: Tx, cycleId: string, options: { readonly all?: boolean } = {}): Promise<AssesseeView[]> {
    return tx.em.find(AssesseeRecord, { cycleId, ...(options.all ? {} : { included: true }) }, { orderBy: { position: 'asc', id: 'asc' } });
  }

  /** Cycles that are not archived, newest first, out of what `where` (of the asker's ability) reaches. */
  running(tx: Tx, where: Record<string, unknown>, limit: number): Promise<CycleView[]> {
    return tx.em.find(CycleRecord, { $and: [where, { stage: { $ne: 'archive' } }] } as never, { orderBy: { year: 'desc', period: 'asc', id: 'asc' }, limit });
  }

  /** The host's cycles of the periods that lie within one's own, e.g. the half-years of a year, in their order (R-C1). */
  within(tx: Tx, cycle: CycleView): Promise<CycleView[]> {
    return this.beside(tx, cycle, (own, other) => nests(other, own));
  }

  /** The host's cycles whose periods enclose one's own, e.g. the year of a quarter (R-C1). */
  around(tx: Tx, cycle: CycleView): Promise<CycleView[]> {
    return this.beside(tx, cycle, nests);
  }

  private async beside(tx: Tx, cycle: CycleView, holds: (own: Period, other: Period) => boolean): Promise<CycleView[]> {
    const own = parsePeriod(cycle.period);
    if (!own) return [];
    const rows = await tx.em.find(CycleRecord, { hostId: cycle.hostId, id: { $ne: cycle.id } }, { orderBy: { periodEnd: 'asc', period: 'asc' } });
    return rows.filter((row) => { const other = parsePeriod(row.period); return other !== null && holds(own, other); });
  }

  /** Effective scheme frozen for a sector of the cycle; null before the cycle has frozen its schemes. */
  async schemeFor(tx: Tx, cycle: CycleView, sector: string): Promise<FrozenScheme | null> {
    const hash = cycle.schemes[sector];
    if (hash === undefined) return null;
    const [row] = await tx.sql<FrozenScheme>('select hash, scheme, provenance, layers from effective_scheme where hash = ?', [hash]);
    return row ?? null;
  }

  /** All schemes frozen by some cycles, by hash, in one statement. */
  async schemesOf(tx: Tx, cycles: readonly CycleView[]): Promise<Map<string, Scheme>> {
    const hashes = [...new Set(cycles.flatMap((cycle) => Object.values(cycle.schemes)))];
    if (hashes.length === 0) return new Map();
    const rows = await tx.sql<{ hash: string; scheme: Scheme }>('select hash, scheme from effective_scheme where hash in (select value from jsonb_array_elements_text(?::jsonb))', [JSON.stringify(hashes)]);
    return new Map(rows.map((row) => [row.hash, row.scheme]));
  }

  /** Refuses (`cycle.too-early`, `cycle.too-late`) unless the cycle has reached `from` and, if given, not yet `before`. */
  requireStage(cycle: CycleView, from: Stage, before?: Stage): Result<null, Problem> {
    if (!stageReached(cycle.stage, from)) return err({ code: 'cycle.too-early', params: { stage: cycle.stage, from } });
    if (before !== undefined && stageReached(cycle.stage, before)) return err({ code: 'cycle.too-late', params: { stage: cycle.stage, before } });
    return ok(null);
  }
}

/** Schemes of one cycle by sector, out of those of many. */
export function bySector(cycle: CycleView, schemes: ReadonlyMap<string, Scheme>): Record<string, Scheme> {
  return Object.fromEntries(Object.entries(cycle.schemes).flatMap(([sector, hash]) => {
    const scheme = schemes.get(hash);
    return scheme ? [[sector, scheme]] : [];
  }));
}
