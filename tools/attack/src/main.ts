// `npm run drill:attack -- --meetings 50 --people 24 --json`: plays meetings on embedded PostgreSQL, takes everything that is stored or logged with the private keys, and tries to link ballots to people;
// the same attackers must break the planted weak variants. Then plays random meetings against an independent count and looks for a count of fewer than five, and sends wrong tickets, guessed slips and a storm of copies to two servers. Exit code 1 when anything links, derives or is not broken.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Finding } from './report.ts';

const { values } = parseArgs({ options: { meetings: { type: 'string', default: '50' }, people: { type: 'string', default: '24' }, random: { type: 'string', default: '10000' }, mutated: { type: 'string', default: '100000' }, guesses: { type: 'string', default: '10000' }, storm: { type: 'string', default: '1000' }, json: { type: 'boolean', default: false } } });
const folder = mkdtempSync(join(tmpdir(), 'shuping-attack-'));
const out = join(folder, 'found.json');
const specs = ['attack', 'publication', 'hostile-casts', 'two-nodes'].map((name) => `apps/api/src/modules/ballots/${name}.spec.ts`);
const args = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js', '--runInBand', '--forceExit', '--testTimeout=1800000', '--runTestsByPath', ...specs];
const { status } = spawnSync(process.execPath, args, { stdio: ['ignore', values.json ? 'ignore' : 'inherit', values.json ? 'ignore' : 'inherit'], env: { ...process.env, ATTACK_MEETINGS: values.meetings, ATTACK_PEOPLE: values.people, RANDOM_MEETINGS: values.random, MUTATED_TICKETS: values.mutated, SLIP_GUESSES: values.guesses, STORM_TICKETS: values.storm, ATTACK_OUT: out } });

type Found = { readonly meetings: number; readonly people: number; readonly attackers: readonly Finding[] };
type Control = { readonly weak: string; readonly attacker: string; readonly right: number; readonly of: number };
const found = existsSync(out) ? (JSON.parse(readFileSync(out, 'utf8')) as Found) : null;
const controls: Control[] = [];
for (let at = 0; existsSync(`${out}.${at}`); at += 1) controls.push(JSON.parse(readFileSync(`${out}.${at}`, 'utf8')) as Control);
rmSync(folder, { recursive: true, force: true });
const orders = (found?.attackers ?? []).filter((one) => one.correlation !== undefined);
const mean = (of: (one: Finding) => number): number => (orders.length === 0 ? 0 : Math.round((orders.reduce((sum, one) => sum + of(one), 0) / orders.length) * 1000) / 1000);
const report = {
  sound: status === 0, meetings: found?.meetings ?? 0, people: found?.people ?? 0, randomMeetings: Number(values.random), mutatedTickets: Number(values.mutated), slipGuesses: Number(values.guesses), stormTickets: Number(values.storm),
  /** right links a source of an order, over all meetings; one a meeting is blind guessing */
  rightLinksPerSource: mean((one) => one.right), rankCorrelation: mean((one) => one.correlation ?? 0), linking: (found?.attackers ?? []).filter((one) => one.links).map((one) => one.attacker),
  attackers: found?.attackers ?? [], controlsBroken: controls,
};
process.stdout.write(`${values.json ? JSON.stringify(report) : JSON.stringify({ ...report, attackers: report.attackers.length }, null, 1)}\n`);
process.exitCode = report.sound ? 0 : 1;
