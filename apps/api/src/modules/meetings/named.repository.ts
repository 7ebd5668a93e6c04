import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/persistence/index.ts';
import { NamedBallotRecord, NamedVoterRecord } from './named.entity.ts';

/** Rows of those who vote by name. */
@Injectable()
export class NamedRepository {
  voters(tx: Tx, meetingId: string): Promise<NamedVoterRecord[]> {
    return tx.em.find(NamedVoterRecord, { meetingId }, { orderBy: { group: 'asc', name: 'asc', id: 'asc' } });
  }

  voterOf(tx: Tx, meetingId: string, slipHash: string): Promise<NamedVoterRecord | null> {
    return tx.em.findOne(NamedVoterRecord, { meetingId, slipHash });
  }

  ballots(tx: Tx, where: { meetingId?: string; voterId?: string }): Promise<NamedBallotRecord[]> {
    return tx.em.find(NamedBallotRecord, where, { orderBy: { round: 'asc', voterId: 'asc' } });
  }

  ballot(tx: Tx, voterId: string, round: string): Promise<NamedBallotRecord | null> {
    return tx.em.findOne(NamedBallotRecord, { voterId, round });
  }

  createVoter(tx: Tx, data: Partial<Record<keyof NamedVoterRecord, unknown>>): NamedVoterRecord {
    return tx.em.create(NamedVoterRecord, data as never);
  }

  createBallot(tx: Tx, data: Partial<Record<keyof NamedBallotRecord, unknown>>): NamedBallotRecord {
    return tx.em.create(NamedBallotRecord, data as never);
  }
}
