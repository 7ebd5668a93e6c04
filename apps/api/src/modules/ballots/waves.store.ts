import { Injectable } from '@nestjs/common';
import { waveStands } from '@shuping/domain';
import { shuffled, type Problem, type Result } from '@shuping/kernel';
import { randomBytes, randomInt } from 'node:crypto';
import type { PoolClient } from 'pg';
import { SealDb } from '../../platform/persistence/pools.ts';
import { checkInLock } from './box-lock.ts';
import { slipHash, type IssuedSlip } from './slips.store.ts';

const secure = (): number => randomInt(2 ** 32) / 2 ** 32;

/** Waves of late-comers on the ballot side (security 2.4 step 3): slips of a wave take no ticket until the wave stands, however the meeting side counts heads. */
@Injectable()
export class WavesStore {
  constructor(private readonly db: SealDb) {}

  /** Makes the slips of a wave and opens it; the secrets go to the printer and are kept nowhere. Opening the same wave again makes its slips anew and voids the old ones that hold no request. */
  async open(meeting: string, wave: number, numbers: Readonly<Record<string, number>>): Promise<IssuedSlip[]> {
    const slips = Object.entries(numbers).flatMap(([id, count]) => Array.from({ length: count }, (): IssuedSlip => ({ class: id, secret: randomBytes(16).toString('base64url') })));
    const rows = shuffled(slips, secure);
    await this.db.transaction(async (client) => {
      await client.query('select pg_advisory_xact_lock($1)', [checkInLock(meeting)]);
      await client.query('delete from ballot.slip where meeting = $1 and wave = $2 and request_hash is null', [meeting, wave]);
      await client.query('insert into ballot.slip (meeting, class, slip_hash, wave) select $1, u.class, u.hash, $4 from unnest($2::text[], $3::bytea[]) as u (class, hash)', [meeting, rows.map((r) => r.class), rows.map((r) => slipHash(r.secret)), wave]);
      await client.query('update ballot.box set wave = $2 where meeting = $1', [meeting, wave]);
    });
    return shuffled(slips, secure);
  }

  /** Phones of a wave that stand ready, per class. */
  async ready(meeting: string, wave: number): Promise<Record<string, number>> {
    const { rows } = await this.db.query<{ class: string; count: number }>('select class, count(*)::int as count from ballot.slip where meeting = $1 and wave = $2 and request_hash is not null group by class', [meeting, wave]);
    return Object.fromEntries(rows.map((row) => [row.class, row.count]));
  }

  /** Ends a wave: tickets per class when it stands; else nobody got one, its slips are void and null is given. Slips that nobody showed are void. Repeating gives the same. */
  async close(meeting: string, wave: number): Promise<Record<string, number> | null> {
    return this.db.transaction(async (client) => {
      await client.query('select pg_advisory_xact_lock($1)', [checkInLock(meeting)]);
      const stands = (await isWaveStanding(client, meeting, wave)).ok;
      await client.query(`delete from ballot.slip where meeting = $1 and wave = $2${stands ? ' and request_hash is null' : ''}`, [meeting, wave]);
      await client.query('update ballot.box set wave = 0 where meeting = $1 and wave = $2', [meeting, wave]);
      if (!stands) return null;
      const { rows } = await client.query<{ class: string; count: number }>('select class, count(*)::int as count from ballot.slip where meeting = $1 and wave = $2 group by class', [meeting, wave]);
      return Object.fromEntries(rows.map((row) => [row.class, row.count]));
    });
  }
}

/** Whether enough phones of a wave stand ready, beside the tickets given before it. */
export async function isWaveStanding(client: PoolClient, meeting: string, wave: number): Promise<Result<null, Problem>> {
  const { rows } = await client.query<{ class: string; joining: number; standing: number }>(
    `select class, (count(*) filter (where wave = $2))::int as joining, (count(*) filter (where wave < $2 and not replacement))::int as standing
     from ballot.slip where meeting = $1 and request_hash is not null group by class`,
    [meeting, wave],
  );
  return waveStands(Object.fromEntries(rows.map((row) => [row.class, row.joining])), Object.fromEntries(rows.map((row) => [row.class, row.standing])));
}
