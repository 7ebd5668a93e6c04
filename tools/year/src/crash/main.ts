import { parseArgs } from 'node:util';
import { seededRandom } from '@shuping/kernel';
import { startServer } from '../server.ts';
import { openRunningVote } from './ballroom.ts';
import { runCrashDrill, type CrashResult, type Struck } from './drill.ts';

// `npm run drill:crash -- --kills 20 --json`: kills server and database by SIGKILL during a vote. `--control` acknowledges before the database has
// written and must lose ballots; then exit code 0 means that the loss was seen.
const { values } = parseArgs({
  options: { kills: { type: 'string', default: '20' }, seed: { type: 'string', default: '1' }, wave: { type: 'string', default: '40' }, only: { type: 'string' }, control: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
});

const [kills, seed] = [Number(values.kills), Number(values.seed)];
const random = seededRandom(seed);
const targets = Array.from({ length: kills }, (): Struck => (values.only === 'api' || values.only === 'database' ? values.only : random() < 0.5 ? 'api' : 'database'));
const say = (line: string): void => void (values.json ? process.stderr : process.stdout).write(`${line}\n`);

const server = await startServer({ startAt: '2026-10-31T09:00:00+08:00' });
let result: CrashResult | null = null;
try {
  const vote = await openRunningVote(server, { people: Math.max(60, kills * Number(values.wave)), seed });
  say(`${vote.ballots.length} slips, ${kills} kills: ${targets.join(' ')}`);
  result = await runCrashDrill(server, vote, { kills: targets, seed, control: values.control, afterKill: (index) => Promise.resolve(say(`${new Date().toISOString().slice(11, 19)} kill ${index + 1}: ${targets[index]}`)) });
} finally {
  await server.stop();
}
process.stdout.write(`${values.json ? JSON.stringify(result) : JSON.stringify(result, null, 1)}\n`);
const sound = result.lost === 0 && result.doubled === 0 && result.sealHolds;
process.exitCode = (values.control ? result.lost > 0 : sound) ? 0 : 1;
