import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/persistence/index.ts';
import { NamedBallotRecord, NamedVoterRecord } from './named.entity.ts';

/** Rows of those who vote by name. */
@Injectable()
export class NamedRepository {
  voters(tx: Tx, meetingId: string): Promise<NamedVoterRecord[]> {
    return tx.em.find(NamedVoterRecord, { meetingId }, { orderBy: { group: 'asc', name: 'asc', id: 'asc' } });
  }

  /** Group → people of it who checked in and who stand on the roll in a group that draws slips, too. */
  async twice(tx: Tx, meetingId: string, signing: readonly string[]): Promise<Record<string, number>> {
    const rows = await tx.sql<{ group: string; heads: number }>(
      `select v.group_id as "group", count(*)::int as heads from named_voter v join elector e on e.host_id = v.host_id and e.id = v.elector_id
       where v.meeting_id = ? and v.present and not (e.groups <@ ?::jsonb) group by v.group_id`, [meetingId, JSON.stringify(signing)],
    );
    return Object.fromEntries(rows.map((row) => [row.group, row.heads]));
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
