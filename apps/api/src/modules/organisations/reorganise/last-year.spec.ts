import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { LetterOut, OpinionOut, ReorganisationIn } from '@shuping/contracts';
import { addDays, seededRandom, sha256Hex, type Day } from '@shuping/kernel';
import { school } from '@shuping/plugin-school';
import type { ScoreInputs } from '@shuping/scheme';
import { JobRunner } from '../../../platform/jobs/index.ts';
import { systemActor } from '../../../platform/persistence/index.ts';
import { bootApp, signedIn, type Asker, type BootedApp, type TestPerson } from '../../../testing/index.ts';
import { ask, StandingClock, withClock } from '../../cycles/testing/cycle-world.ts';
import { advance, resultsWorld, type ResultsWorld } from '../../results/testing/results-world.ts';
import { askerOf, reorganise } from '../testing/reorganise.ts';
import { orphanPaths } from './follow-path.ts';

/** Sixty in a run of the tests; `SHUPING_REORGANISATIONS=1000 npm run drill:reorganise` for all of the promise. */
const STEPS = Number(process.env['SHUPING_REORGANISATIONS'] ?? 60);
jest.setTimeout(120_000 + STEPS * 3_000);

const SYSTEM = systemActor('spec');
const [full, , vetoed] = school.scheme.examples as readonly { inputs: ScoreInputs }[];
const clock = new StandingClock();
let booted: BootedApp;
let world: ResultsWorld;
let officer: TestPerson;
let province: Asker;
const call = <T = Record<string, unknown>>(who: TestPerson, method: 'GET' | 'POST', url: string, payload?: object, version?: number) => ask<T>(booted, who, method, url, payload, version);
const run = <T extends object>(sql: string, params: unknown[] = []) => booted.uow.run(SYSTEM, (tx) => tx.sql<T>(sql, params));

/** Opinions approved, published, final, letters and circular issued, archived. */
async function finish(): Promise<void> {
  const cyc = `/cycles/${world.cycleId}`;
  const done = async (answer: Promise<{ status: number; body: unknown }>): Promise<void> => expect((await answer).status).toBeLessThan(300);
  await done(call(world.officer, 'POST', `${cyc}/compute`));
  await done(call(world.committee, 'POST', `${cyc}/decisions`, { pool: 'school', decisions: [] }));
  await done(call(world.officer, 'POST', `${cyc}/opinions/draft`));
  for (const one of (await call<{ items: OpinionOut[] }>(world.officer, 'GET', `${cyc}/opinions`)).body.items) await done(call(world.leader, 'POST', `/assessees/${one.assesseeId}/opinion/approve`, undefined, one.version));
  await advance(booted, world);
  clock.set('2026-12-30');
  expect(await advance(booted, world)).toMatchObject({ body: { stage: 'feedback' } });
  await call(world.officer, 'POST', `${cyc}/letters`, {});
  await booted.app.get(JobRunner).drain();
  await call(world.officer, 'POST', `${cyc}/circular`, { issuedOn: '2026-12-30' });
  await run("update cycle set stage = 'archive' where id = ?", [world.cycleId]);
}

/** Everything that last year's papers are made of, byte by byte, as a reader over the whole province gets it. */
async function prints(who: TestPerson): Promise<Record<string, string>> {
  const cyc = `/cycles/${world.cycleId}`;
  const letters = (await call<{ items: LetterOut[] }>(who, 'GET', `/letters?cycleId=${world.cycleId}`)).body.items;
  const urls = [
    `${cyc}/board`, `${cyc}/results.xlsx`, `${cyc}/bundle.json`, `${cyc}/publicity`, `${cyc}/opinions`, `${cyc}/assessees`, cyc, `/letters?cycleId=${world.cycleId}`, `/actions?cycleId=${world.cycleId}`, `/problems?cycleId=${world.cycleId}`,
    ...world.assessees.map((id) => `/assessees/${id}/score`), ...letters.map((one) => `/letters/${one.id}/file`),
  ];
  const printed: Record<string, string> = {};
  for (const url of urls) {
    const answer = await booted.inject({ method: 'GET', url: `/api${url}`, headers: who.headers });
    printed[url] = `${answer.statusCode} ${answer.rawPayload.length} ${sha256Hex(answer.rawPayload.toString('base64'))}`;
  }
  return printed;
}

type Unit = { id: string; name: string; parent_id: string | null; short_name: string };

/** One act at random on the tree as it stands. */
function actAt(units: readonly Unit[], random: () => number, step: number, on: Day): { id: string; act: ReorganisationIn } {
  const any = (): Unit => units[Math.floor(random() * units.length)]!;
  const unit = any();
  const dated = { on, reason: `第${step}次调整` };
  const kind = (['rename', 'rename', 'move', 'move', 'move', 'merge', 'split', 'close'] as const)[Math.floor(random() * 8)]!;
  if (kind === 'rename') return { id: unit.id, act: { act: kind, ...dated, name: `${unit.name.slice(0, 20)}${step}`, shortName: `${unit.short_name.slice(0, 8)}${step}` } };
  if (kind === 'move') return { id: unit.id, act: { act: kind, ...dated, toId: any().id } };
  if (kind === 'merge') return { id: unit.id, act: { act: kind, ...dated, intoId: any().id } };
  if (kind === 'close') return { id: unit.id, act: { act: kind, ...dated } };
  const child = units.find((one) => one.parent_id === unit.id);
  const parts = [1, 2].map((n) => ({ name: `分立${step}之${n}`, shortName: `分${step}-${n}`, unitIds: n === 1 && child ? [child.id] : [], personIds: [] }));
  return { id: unit.id, act: { act: 'split', ...dated, parts } };
}

beforeAll(async () => {
  booted = await bootApp(withClock(clock));
  world = await resultsWorld(booted, clock, 'r1', [full!.inputs, full!.inputs, vetoed!.inputs, vetoed!.inputs]);
  await resultsWorld(booted, clock, 'r2', [full!.inputs]);
  await run("update cycle set stage = 'archive' where id <> ?", [world.cycleId]);
  await finish();
  officer = await signedIn(booted, { path: '/r1/', grants: [{ role: 'host_officer', path: '/' }] });
  const admin = await signedIn(booted, { path: '/r1/', grants: [{ role: 'org_admin', path: '/' }] });
  province = askerOf(booted, admin);
}, 120_000);
afterAll(() => booted.close());

describe('R-A5 last year reads as it was printed', () => {
  test(`byte by byte after ${STEPS} random reorganisations; nothing lies under a path that nobody bears`, async () => {
    clock.set('2027-03-01');
    const before = await prints(officer);
    expect(Object.values(before).filter((one) => !one.startsWith('200'))).toEqual([]);
    expect(await prints(officer)).toEqual(before);
    const random = seededRandom(20_270_301);
    const done: Record<string, number> = {};
    let day: Day = '2027-03-01';
    for (let step = 1; step <= STEPS; step += 1) {
      day = addDays(day, 1);
      clock.set(day);
      const units = await run<Unit>('select id, name, parent_id, short_name from organisation where closed_on is null order by id');
      const { id, act } = actAt([...units].sort((a, b) => (a.name < b.name ? -1 : 1)), random, step, day);
      const ended = await reorganise(booted, province, id, act);
      const key = ended.code === null ? act.act : 'refused';
      done[key] = (done[key] ?? 0) + 1;
      if (step % 20 === 0 || step === STEPS) expect(await booted.uow.run(SYSTEM, orphanPaths)).toEqual([]);
    }
    expect(Object.keys(done).sort()).toEqual(['close', 'merge', 'move', 'refused', 'rename', 'split']);
    clock.set('2027-03-01');
    expect(await prints(officer)).toEqual(before);
  });

  test('the print is not blind: one changed name in the archive shows', async () => {
    const before = await prints(officer);
    await run("update assessee set org_name = org_name || '改' where id = ?", [world.assessees[0]]);
    const after = await prints(officer);
    expect(Object.keys(before).filter((url) => before[url] !== after[url]).length).toBeGreaterThan(3);
  });
});
