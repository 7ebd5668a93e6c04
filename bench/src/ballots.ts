import { startServer } from '@shuping/year';
import { spawnSync } from 'node:child_process';
import { constants, generateKeyPairSync, randomBytes, randomUUID, sign, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { addressesOf, median, percentile } from './database.ts';
import { connectTo } from './phones.ts';

export const OPTIONS = ['hao', 'jiaohao', 'yiban', 'cha'];
const SUBJECTS = 12;

/** Ballots acknowledged per second over HTTP, stamps checked, durable and exactly once, against single-row commits of pgbench (-c 16 -j 2) on the same server, in interleaved rounds. The peer commits rows of the intake's own shape and size; a row of 400 bytes is measured beside it. */
export async function benchBallots({ rounds = 3, seconds = 6, clients = 256 } = {}): Promise<Record<string, unknown>> {
  const server = await startServer({});
  const { superuser, seal } = await addressesOf(server.dataDir);
  const pool = new pg.Pool({ connectionString: seal, max: 2 });
  try {
    const acked: number[] = [];
    const commits: number[] = [];
    const small: number[] = [];
    const latencies: number[] = [];
    let stored = 0;
    let sent = 0;
    for (let at = 0; at < rounds; at += 1) {
      commits.push(pgbench(superuser, PEER, seconds));
      small.push(pgbench(superuser, SMALL, seconds));
      const meeting = randomUUID();
      const { tickets, subjects } = await prepare(pool, meeting, 20_000);
      const done = await flood(server.url, meeting, tickets, subjects, seconds, clients, latencies);
      acked.push(done.acked / done.seconds);
      sent += done.acked;
      stored += Number((await pool.query('select count(*) as n from ballot.intake where meeting = $1', [meeting])).rows[0].n);
    }
    return {
      what: 'ballot intake over HTTP', goal: 0.5, ratio: round(median(acked) / median(commits)), ackedPerSecond: acked.map(Math.round), pgbenchCommitsPerSecond: commits.map(Math.round), ratioToSmallRows: round(median(acked) / median(small)), pgbenchSmallRowsPerSecond: small.map(Math.round),
      p50ms: round(percentile(latencies, 0.5)), p99ms: round(percentile(latencies, 0.99)), clients, subjects: SUBJECTS, acknowledged: sent, stored, exactlyOnce: sent === stored,
    };
  } finally {
    await pool.end();
    await server.stop();
  }
}

const round = (n: number): number => Math.round(n * 1000) / 1000;

export type Made = { readonly ticket: string; readonly signature: string; readonly secret: string };

/** An open round and stamped tickets for it. The stamps are made with the key itself: blinding is another bench, here only their checking counts. */
export async function prepare(pool: pg.Pool, meeting: string, count: number, people = SUBJECTS): Promise<{ tickets: Made[]; subjects: string[] }> {
  const subjects = Array.from({ length: people }, () => randomUUID());
  const form = { meeting, round: 'r1', title: '', named: false, subjects: subjects.map((id) => ({ id, name: id, unit: '' })), classes: { members: { title: '', items: [{ id: 'overall', title: '', required: true, options: OPTIONS.map((id) => ({ id, title: id, anchor: '' })) }] } } };
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048, publicExponent: 65_537 });
  const n = Buffer.from(publicKey.export({ format: 'jwk' }).n!, 'base64url').toString('hex');
  await pool.query("insert into ballot.box (meeting, check_in, fingerprint, receipt_key) values ($1, 'closed', '', $2)", [meeting, Buffer.from(generateKeyPairSync('x25519').publicKey.export({ format: 'jwk' }).x!, 'base64url').toString('hex')]);
  await pool.query("insert into ballot.round (meeting, round, phase, form) values ($1, 'r1', 'voting', $2)", [meeting, JSON.stringify(form)]);
  await pool.query("insert into ballot.key (meeting, round, class, n, locked) values ($1, 'r1', 'members', $2, null)", [meeting, n]);
  const tickets: Made[] = [];
  for (let at = 0; at < count; at += 1) tickets.push(await stamped(privateKey));
  return { tickets, subjects };
}

function stamped(key: KeyObject): Promise<Made> {
  const ticket = randomBytes(64);
  return new Promise((resolve, reject) => {
    sign('sha384', ticket, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 }, (error, signature) => (error ? reject(error) : resolve({ ticket: ticket.toString('hex'), signature: signature.toString('hex'), secret: randomBytes(32).toString('hex') })));
  });
}

async function flood(url: string, meeting: string, tickets: readonly Made[], subjects: readonly string[], seconds: number, clients: number, latencies: number[]): Promise<{ acked: number; seconds: number }> {
  const bodies = tickets.map((made, i) => Buffer.from(JSON.stringify({ round: 'r1', class: 'members', ...made, choices: Object.fromEntries(subjects.map((s, j) => [s, { overall: OPTIONS[(i + j) % 4] }])), pad: '' })));
  const started = performance.now();
  const end = started + seconds * 1000;
  let next = 0;
  let acked = 0;
  const worker = async (): Promise<void> => {
    const voter = await connectTo(url);
    while (performance.now() < end && next < bodies.length) {
      const body = bodies[next++]!;
      const at = performance.now();
      const status = await voter.post(`/vote/${meeting}/ballots`, body);
      if (status !== 200) throw new Error(`status ${status}`);
      latencies.push(performance.now() - at);
      acked += 1;
    }
    voter.close();
  };
  await Promise.all(Array.from({ length: clients }, worker));
  return { acked, seconds: (performance.now() - started) / 1000 };
}

type Peer = { readonly table: string; readonly insert: string };

/** The row that the intake writes: hashes, ticket, signature and the marks of twelve people. */
const PEER: Peer = {
  table: 'create table if not exists pgbench_peer (meeting uuid, round text, class text, ticket_hash bytea, body_hash bytea, ticket bytea, signature bytea, receipt bytea, choices text, primary key (meeting, round, ticket_hash))',
  insert: `insert into pgbench_peer select '${randomUUID()}', 'r1', 'members', h, h, h || h, '\\x${randomBytes(256).toString('hex')}', '\\x${randomBytes(40).toString('hex')}', '${JSON.stringify(Object.fromEntries(Array.from({ length: SUBJECTS }, () => [randomUUID(), { overall: 'jiaohao' }])))}' from (select uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) as h) as t;\n`,
};
const SMALL: Peer = { table: 'create table if not exists pgbench_small (id uuid primary key, body text)', insert: "insert into pgbench_small (id, body) values (gen_random_uuid(), repeat('x', 400));\n" };

/** Transactions per second of one insert each. Needs Debian's pgbench. */
function pgbench(url: string, peer: Peer, seconds: number): number {
  const dir = mkdtempSync(join(tmpdir(), 'shuping-pgbench-'));
  const script = join(dir, 'insert.sql');
  writeFileSync(script, peer.insert);
  const run = (args: string[]): string => {
    const done = spawnSync('pgbench', args, { encoding: 'utf8' });
    if (done.status !== 0) throw new Error(done.stderr);
    return done.stdout;
  };
  const setup = spawnSync('psql', [url, '-qc', peer.table], { encoding: 'utf8' });
  if (setup.status !== 0) throw new Error(setup.stderr);
  const text = run(['-n', '-c', '16', '-j', '2', '-T', String(seconds), '-f', script, url]);
  rmSync(dir, { recursive: true, force: true });
  return Number(/tps = ([\d.]+)/.exec(text)![1]);
}
