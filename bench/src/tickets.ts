import { startServer } from '@shuping/year';
import { createHash, generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { addressesOf, percentile } from './database.ts';
import { connectTo, locked, useOf } from './phones.ts';

const MINUTES = 10;

/**
 * Check-in: people with all their rounds, each in one request, blinded values prepared beforehand. First at the pace that 3,000 people within ten minutes need, for some seconds; then as fast as the server can, which
 * gives the minutes that the 3,000 would take. Goal: p99 of 3 s a request, 5 ms of processor a stamp. A blinded value is any number below the modulus to the server, so random ones are as good as real ones.
 */
export async function benchTickets({ people = 3_000, rounds = 20, paced = 30, flat = 400, clients = 16 } = {}): Promise<Record<string, unknown>> {
  const server = await startServer({});
  const { seal } = await addressesOf(server.dataDir);
  const pool = new pg.Pool({ connectionString: seal, max: 2 });
  try {
    const meeting = randomUUID();
    const pace = people / (MINUTES * 60);
    const bodies = await prepareCheckIn(pool, meeting, rounds, Math.ceil(pace * paced) + flat);
    const slow: number[] = [];
    const ask = async (body: Buffer, took: number[]): Promise<void> => {
      const from = performance.now();
      const phone = await connectTo(server.url);
      const status = await phone.post(`/vote/${meeting}/tickets`, body);
      phone.close();
      took.push(performance.now() - from);
      if (status !== 200) throw new Error(`status ${status}`);
    };
    const atPace = bodies.splice(0, Math.ceil(pace * paced));
    await Promise.all(atPace.map(async (body) => {
      await pause(Math.random() * paced * 1_000);
      await ask(body, slow);
    }));
    const [fast, before, from] = [[] as number[], useOf(server.pid()), performance.now()];
    const queue = [...bodies];
    await Promise.all(Array.from({ length: clients }, async () => {
      for (let body = queue.shift(); body !== undefined; body = queue.shift()) await ask(body, fast);
    }));
    const seconds = (performance.now() - from) / 1_000;
    const after = useOf(server.pid());
    const perStamp = ((after.cpu - before.cpu) * 1_000) / (flat * rounds);
    const minutes = (people * seconds) / flat / 60;
    // asked again, an answer is the same and nothing is used up
    const again: number[] = [];
    for (const body of atPace.slice(0, 20)) await ask(body, again);
    const { rows: [row] } = await pool.query<{ n: number }>('select count(request_hash)::int as n from ballot.slip where meeting = $1', [meeting]);
    const p99 = Math.round(percentile(slow, 0.99));
    return {
      what: `check-in of ${people} people with ${rounds} rounds each within ${MINUTES} minutes`, goal: { p99ms: 3_000, minutes: MINUTES, cpuMsPerStamp: 5 }, peoplePerSecondAtPace: pace, p50ms: Math.round(percentile(slow, 0.5)), p99ms: p99,
      atFullSpeed: { peoplePerSecond: round(flat / seconds), stampsPerSecond: Math.round((flat * rounds) / seconds), p99ms: Math.round(percentile(fast, 0.99)), minutesForAll: round(minutes) }, cpuMsPerStamp: round(perStamp),
      stamped: row!.n, asked: atPace.length + flat, serverMB: after.peakMB, reached: p99 <= 3_000 && minutes <= MINUTES && perStamp <= 5 && row!.n === atPace.length + flat,
    };
  } finally {
    await pool.end();
    await server.stop();
  }
}

/** An open check-in with keys for every round, and the requests of so many slips. */
async function prepareCheckIn(pool: pg.Pool, meeting: string, rounds: number, slips: number): Promise<Buffer[]> {
  const ids = Array.from({ length: rounds }, (_, at) => `r${at + 1}`);
  await pool.query("insert into ballot.box (meeting, check_in, fingerprint) values ($1, 'open', '')", [meeting]);
  for (const round of ids) {
    const subject = randomUUID();
    const form = { meeting, round, title: '', named: false, subjects: [{ id: subject, name: subject, unit: '' }], classes: { members: { title: '', items: [{ id: 'overall', title: '', required: true, options: [{ id: 'hao', title: '', anchor: '' }] }] } } };
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048, publicExponent: 65_537 });
    const n = Buffer.from(publicKey.export({ format: 'jwk' }).n!, 'base64url').toString('hex');
    await pool.query("insert into ballot.round (meeting, round, phase, form) values ($1, $2, 'waiting', $3)", [meeting, round, JSON.stringify(form)]);
    await pool.query("insert into ballot.key (meeting, round, class, n, locked) values ($1, $2, 'members', $3, $4)", [meeting, round, n, locked(privateKey.export({ format: 'der', type: 'pkcs8' }), `${meeting}/${round}/members`)]);
  }
  const secrets = Array.from({ length: slips }, () => randomBytes(16).toString('base64url'));
  const hashes = secrets.map((secret) => createHash('sha256').update(`shuping-slip:${secret}`).digest());
  await pool.query("insert into ballot.slip (meeting, class, slip_hash) select $1, 'members', u.hash from unnest($2::bytea[]) as u (hash)", [meeting, hashes]);
  return secrets.map((slip) => Buffer.from(JSON.stringify({ slip, blinded: Object.fromEntries(ids.map((round) => [round, belowModulus()])), pad: '' })));
}

function belowModulus(): string {
  const bytes = randomBytes(256);
  bytes[0]! &= 0x7f;
  return bytes.toString('hex');
}

const round = (n: number): number => Math.round(n * 100) / 100;
