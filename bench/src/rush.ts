import { startServer } from '@shuping/year';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { OPTIONS, prepare } from './ballots.ts';
import { addressesOf, percentile } from './database.ts';
import { connectTo, useOf } from './phones.ts';

/** A hall that votes in the same minute: so many evaluators with a connection each, so many people on a ballot, sent at random moments of that minute. Goal: all acknowledged at the first try, p99 of 2 s, 700 MB. */
export async function benchRush({ evaluators = 2_000, people = 20, seconds = 60 } = {}): Promise<Record<string, unknown>> {
  const server = await startServer({});
  const { seal } = await addressesOf(server.dataDir);
  const pool = new pg.Pool({ connectionString: seal, max: 2 });
  try {
    const meeting = randomUUID();
    const { tickets, subjects } = await prepare(pool, meeting, evaluators, people);
    const before = useOf(server.pid());
    const took: number[] = [];
    let [atFirst, others] = [0, 0];
    await Promise.all(tickets.map(async (made, at) => {
      await pause(Math.random() * seconds * 1_000);
      const body = Buffer.from(JSON.stringify({ round: 'r1', class: 'members', ...made, choices: Object.fromEntries(subjects.map((s, j) => [s, { overall: OPTIONS[(at + j) % 4] }])), pad: '' }));
      const from = performance.now();
      const phone = await connectTo(server.url);
      const status = await phone.post(`/vote/${meeting}/ballots`, body);
      phone.close();
      took.push(performance.now() - from);
      if (status === 200) atFirst += 1;
      else others += 1;
    }));
    const after = useOf(server.pid());
    const { rows: [row] } = await pool.query<{ n: string }>('select count(*) as n from ballot.intake where meeting = $1', [meeting]);
    const p99 = Math.round(percentile(took, 0.99));
    return {
      what: `${evaluators} evaluators x ${people} people within ${seconds} s`, goal: { acknowledgedAtFirstTry: evaluators, p99ms: 2_000, serverMB: 700 }, acknowledgedAtFirstTry: atFirst, otherAnswers: others, stored: Number(row!.n),
      p50ms: Math.round(percentile(took, 0.5)), p99ms: p99, serverMB: after.peakMB, serverCpuSeconds: Math.round((after.cpu - before.cpu) * 10) / 10, reached: atFirst === evaluators && Number(row!.n) === evaluators && p99 <= 2_000 && after.peakMB <= 700,
    };
  } finally {
    await pool.end();
    await server.stop();
  }
}
