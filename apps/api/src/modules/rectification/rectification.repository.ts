import { Injectable } from '@nestjs/common';
import { placeOf } from '@shuping/domain';
import { randomUUID } from 'node:crypto';
import { LockMode } from '@mikro-orm/core';
import type { Tx } from '../../platform/persistence/index.ts';
import type { AssesseeView, CycleView } from '../cycles/index.ts';
import { CommitmentRecord, ProblemEntryRecord, ProblemRecord, SpotDrawRecord } from './problem.entity.ts';

type Where = Record<string, unknown>;
export type EntryKind = ProblemEntryRecord['kind'];
/** With whom an item stands: an assessee, or the host itself. */
export type Place = Pick<AssesseeView, 'hostId' | 'id' | 'cycleId' | 'orgPath' | 'sector' | 'orgId' | 'orgName' | 'personId' | 'personName'>;
export type NewProblem = Pick<ProblemRecord, 'source' | 'sourceKey' | 'title'> & Partial<Pick<ProblemRecord, 'detail' | 'cause' | 'measure' | 'owner' | 'answerable' | 'level' | 'deadline' | 'carriedFrom' | 'repeatOf' | 'state' | 'reopened' | 'commonId'>>;
export type NewEntry = { readonly kind: EntryKind; readonly text: string; readonly byName: string; readonly files?: readonly string[] };

/** Accounts that entered the proof which stands now: since the item was sent back or reopened last. `entries` in their order. */
export function provedBy(entries: readonly Pick<ProblemEntryRecord, 'kind' | 'byAccount'>[]): Set<string> {
  const from = entries.findLastIndex((entry) => entry.kind === 'send_back' || entry.kind === 'reopen' || entry.kind === 'failed');
  return new Set(entries.slice(from + 1).flatMap((entry) => (entry.kind === 'proof' && entry.byAccount ? [entry.byAccount] : [])));
}

export type FileName = { readonly id: string; readonly name: string };

/** The only file of the module that sees its rows. */
@Injectable()
export class RectificationRepository {
  problem(tx: Tx, id: string): Promise<ProblemRecord | null> {
    return tx.em.findOne(ProblemRecord, { id });
  }

  /** The item, kept from changing until the transaction ends. */
  lockedProblem(tx: Tx, id: string): Promise<ProblemRecord | null> {
    return tx.em.findOne(ProblemRecord, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  }

  problems(tx: Tx, where: Where, orderBy: Record<string, 'asc' | 'desc'>[] = [{ place: 'asc' }, { id: 'asc' }], limit?: number): Promise<ProblemRecord[]> {
    return tx.em.find(ProblemRecord, where as never, { orderBy: orderBy as never, ...(limit === undefined ? {} : { limit }) });
  }

  countProblems(tx: Tx, where: Where): Promise<number> {
    return tx.em.count(ProblemRecord, where as never);
  }

  bySource(tx: Tx, cycleId: string, sourceKey: string): Promise<ProblemRecord | null> {
    return tx.em.findOne(ProblemRecord, { cycleId, sourceKey });
  }

  entries(tx: Tx, problemId: string): Promise<ProblemEntryRecord[]> {
    return tx.em.find(ProblemEntryRecord, { problemId }, { orderBy: { number: 'asc' } });
  }

  /** Latest words of each item, by item. */
  async lastProgress(tx: Tx, problemIds: readonly string[]): Promise<Map<string, string>> {
    const rows = await tx.sql<{ id: string; text: string }>("select distinct on (problem_id) problem_id as id, text from problem_entry where problem_id in (select value::uuid from jsonb_array_elements_text(?::jsonb)) and kind in ('progress', 'proof') order by problem_id, number desc", [JSON.stringify(problemIds)]);
    return new Map(rows.map((row) => [row.id, row.text]));
  }

  /** Names of files that the asker may read, in one query. */
  fileNames(tx: Tx, ids: readonly string[]): Promise<FileName[]> {
    return ids.length === 0 ? Promise.resolve([]) : tx.sql<FileName>('select id, name from file where id in (select value::uuid from jsonb_array_elements_text(?::jsonb))', [JSON.stringify(ids)]);
  }

  /** How many of the files lie with the unit, where its superiors can open them. */
  async filesAt(tx: Tx, ids: readonly string[], orgPath: string): Promise<number> {
    const [row] = await tx.sql<{ n: number }>('select count(*)::int as n from file where org_path = ? and id in (select value::uuid from jsonb_array_elements_text(?::jsonb))', [orgPath, JSON.stringify(ids)]);
    return row?.n ?? 0;
  }

  /** A new item with the first entry of its history; numbered within its assessee, or among the host's own of the cycle. */
  async add(tx: Tx, assessee: Place, input: NewProblem, entry: NewEntry, foundOn: string): Promise<ProblemRecord> {
    const id = randomUUID();
    // one numbering per assessee: whoever adds at the same time waits
    await tx.sql('select pg_advisory_xact_lock(hashtextextended(?, 11))', [`${assessee.cycleId} ${assessee.id}`]);
    const [last] = await tx.sql<{ n: number }>('select coalesce(max(number), 0)::int as n from problem where cycle_id = ? and assessee_id = ?', [assessee.cycleId, assessee.id]);
    const state = input.state ?? 'found';
    const row = tx.em.create(ProblemRecord, {
      detail: '', cause: '', measure: '', owner: '', answerable: '', level: null, deadline: null, carriedFrom: null, repeatOf: null, reopened: 0, commonId: null, ...input,
      hostId: assessee.hostId, id, orgPath: assessee.orgPath, sector: assessee.sector, cycleId: assessee.cycleId, assesseeId: assessee.id, personId: assessee.personId, orgId: assessee.orgId,
      orgName: assessee.orgName, personName: assessee.personName, number: (last?.n ?? 0) + 1, state, foundOn, closedOn: null, closedBy: '', spot: null, spotDraw: null, asked: null, satisfied: null, proofs: 0, entries: 0, place: placeOf(state, input.deadline ?? null),
    });
    tx.em.persist(row);
    this.enter(tx, row, entry);
    await tx.em.flush();
    return row;
  }

  /** Adds an entry to the history of an item and keeps its sort key in step; call it after every change of state or deadline. */
  enter(tx: Tx, row: ProblemRecord, entry: NewEntry): void {
    row.entries += 1;
    row.place = placeOf(row.state, row.deadline ?? null);
    tx.em.persist(tx.em.create(ProblemEntryRecord, {
      hostId: row.hostId, id: randomUUID(), orgPath: row.orgPath, sector: row.sector, problemId: row.id, personId: row.personId, number: row.entries,
      kind: entry.kind, text: entry.text, files: [...(entry.files ?? [])], byName: entry.byName.slice(0, 60), byAccount: tx.actor.kind === 'person' ? tx.actor.accountId : null, at: tx.now,
    }));
  }

  spotDraw(tx: Tx, id: string): Promise<SpotDrawRecord> {
    return tx.em.findOneOrFail(SpotDrawRecord, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  }

  /** Draws of a cycle in reach, newest first. */
  draws(tx: Tx, cycleId: string): Promise<SpotDrawRecord[]> {
    return tx.em.find(SpotDrawRecord, { cycleId }, { orderBy: { number: 'desc', sector: 'asc' } });
  }

  /** A new draw, numbered within cycle and sector; the caller keeps draws of the cycle apart. */
  async addDraw(tx: Tx, cycle: CycleView, sector: string, input: Pick<SpotDrawRecord, 'seed' | 'share' | 'pool' | 'drawn' | 'byName'>): Promise<SpotDrawRecord> {
    const number = (await tx.em.count(SpotDrawRecord, { cycleId: cycle.id, sector })) + 1;
    const row = tx.em.create(SpotDrawRecord, { ...input, hostId: cycle.hostId, id: randomUUID(), orgPath: cycle.orgPath, sector, cycleId: cycle.id, number, held: 0, failed: 0, at: tx.now });
    tx.em.persist(row);
    return row;
  }

  commitment(tx: Tx, id: string): Promise<CommitmentRecord | null> {
    return tx.em.findOne(CommitmentRecord, { id });
  }

  commitments(tx: Tx, where: Where, orderBy: Record<string, 'asc' | 'desc'>[], limit?: number): Promise<CommitmentRecord[]> {
    return tx.em.find(CommitmentRecord, where as never, { orderBy: orderBy as never, ...(limit === undefined ? {} : { limit }) });
  }

  countCommitments(tx: Tx, where: Where): Promise<number> {
    return tx.em.count(CommitmentRecord, where as never);
  }

  /** A new commitment; null when the assessee has made the same one already. */
  async addCommitment(tx: Tx, assessee: AssesseeView, text: string, kind: CommitmentRecord['kind'] = 'promise'): Promise<CommitmentRecord | null> {
    await tx.sql('select pg_advisory_xact_lock(hashtextextended(?, 12))', [assessee.id]);
    const made = await tx.em.find(CommitmentRecord, { assesseeId: assessee.id });
    if (made.some((one) => one.text === text)) return null;
    const row = tx.em.create(CommitmentRecord, {
      hostId: assessee.hostId, id: randomUUID(), orgPath: assessee.orgPath, sector: assessee.sector, cycleId: assessee.cycleId, assesseeId: assessee.id, personId: assessee.personId,
      orgId: assessee.orgId, orgName: assessee.orgName, personName: assessee.personName, number: Math.max(0, ...made.map((one) => one.number)) + 1, kind, text, state: 'made', note: '',
    });
    tx.em.persist(row);
    await tx.em.flush();
    return row;
  }
}
