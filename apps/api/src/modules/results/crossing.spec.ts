import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { ScoreOut } from '@shuping/contracts';
import { school } from '@shuping/plugin-school';
import type { Scheme, ScoreInputs } from '@shuping/scheme';
import { verifyBundle, type ResultsBundle } from '@shuping/scoring';
import { systemActor } from '../../platform/persistence/index.ts';
import { bootApp, type BootedApp } from '../../testing/index.ts';
import { ask, StandingClock, withClock } from '../cycles/testing/cycle-world.ts';
import { resultsWorld, type ResultsWorld } from './testing/results-world.ts';

jest.setTimeout(90_000);

const base = (school.scheme.examples as readonly { inputs: ScoreInputs }[])[0]!.inputs;
const clock = new StandingClock();
let booted: BootedApp;
let world: ResultsWorld;
const run = <T extends object>(sql: string, params: unknown[] = []) => booted.uow.run(systemActor('spec'), (tx) => tx.sql<T>(sql, params));
const compute = () => ask<{ computed: number; unchanged: number }>(booted, world.officer, 'POST', `/cycles/${world.cycleId}/compute`);
const figures = async () => {
  const rows = await run<{ assessee_id: string; figures: Record<string, string | null> }>('select assessee_id, figures from result where cycle_id = ? and current', [world.cycleId]);
  return world.assessees.map((id) => rows.find((row) => row.assessee_id === id)!.figures);
};

beforeAll(async () => {
  booted = await bootApp(withClock(clock));
  world = await resultsWorld(booted, clock, 'x1', [93, 90, 84].map((research) => ({ ...base, officer: { ...base.officer, research } })));
  const root = school.scheme.score.root;
  const scheme: Scheme = {
    ...school.scheme,
    score: {
      ...school.scheme.score, root: 'final',
      nodes: [
        ...school.scheme.score.nodes,
        { kind: 'rank_score', id: 'place', title: { text: '调研名次' }, level: 'assessee', input: 'research', over: 'pool', best: 'high', ties: 'shared', convert: { by: 'step', top: 10, step: 4, min: 0 } },
        { kind: 'adjusted', id: 'final', title: { text: '最终' }, level: 'assessee', base: root, accounts: ['place'], min: 0, max: 120 },
      ] as Scheme['score']['nodes'],
    },
  };
  await run("insert into effective_scheme (hash, sector, engine, scheme, provenance, layers) values ('crossing', 'school', 'test', ?::jsonb, '{}', '[]')", [JSON.stringify(scheme)]);
  await run(`update cycle set schemes = '{"school":"crossing"}' where id = ?`, [world.cycleId]);
}, 90_000);
afterAll(() => booted.close());

describe('R14 ranks within the pool', () => {
  test('10 points for the first, 4 less for each place; every result recomputes alone', async () => {
    expect(await compute()).toMatchObject({ status: 200, body: { computed: 3 } });
    expect((await figures()).map((one) => one['place'])).toEqual(['10', '6', '2']);
    const score = await ask<ScoreOut>(booted, world.officer, 'GET', `/assessees/${world.assessees[1]!}/score`);
    expect(score).toMatchObject({ status: 200, body: { recomputes: true } });
    const bundle = await ask<{ bundles: ResultsBundle[] }>(booted, world.officer, 'GET', `/cycles/${world.cycleId}/bundle.json`);
    expect(bundle.body.bundles.map((one) => verifyBundle(one))).toEqual([{ ok: true }]);
  });

  test('one changed figure is computed again for those whose place it changes, and for nobody else', async () => {
    await run("update officer_score set value = '91' where assessee_id = ? and node = 'research'", [world.assessees[2]]);
    expect(await compute()).toMatchObject({ body: { computed: 2, unchanged: 1 } });
    expect((await figures()).map((one) => one['place'])).toEqual(['10', '2', '6']);
  });
});
