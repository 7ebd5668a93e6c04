import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { canonicalJson, sha256Hex } from '@shuping/kernel';
import { hospital } from '@shuping/plugin-hospital';
import { randomUUID } from 'node:crypto';
import { systemActor } from '../../platform/persistence/index.ts';
import { bootApp, type BootedApp } from '../../testing/index.ts';
import { ask } from '../cycles/testing/cycle-world.ts';
import { worldOf, type World } from './testing/world.ts';

jest.setTimeout(60_000);

type List = { sectors: { sector: string; debriefs: number; meetings: number }[]; items: { sector: string; debriefs: number }[] };
let booted: BootedApp;
let world: World;

beforeAll(async () => {
  booted = await bootApp();
  world = await worldOf(booted, { debriefs: 3 });
  const hash = sha256Hex(canonicalJson(hospital.scheme));
  await booted.uow.run(systemActor('spec'), async (tx) => {
    await tx.sql("insert into effective_scheme (hash, sector, engine, scheme, provenance, layers) values (?, 'hospital', 'test', ?::jsonb, '{}', '[]')", [hash, JSON.stringify(hospital.scheme)]);
    await tx.sql("update cycle set schemes = schemes || jsonb_build_object('hospital', ?::text) where id = ?", [hash, world.cycleId]);
    await tx.sql("update assessee set sector = 'hospital' where id = ?", [world.assessees[2]!.id]);
  });
}, 60_000);
afterAll(() => booted.close());

describe('R-C4 a cycle of two sectors', () => {
  const list = async () => (await ask<List>(booted, world.officer, 'GET', `/meetings?cycleId=${world.cycleId}`)).body;
  const create = (sector?: string) => ask(booted, world.officer, 'POST', '/meetings', { cycleId: world.cycleId, title: randomUUID(), startsAt: '2026-12-18T01:00:00.000Z', ...(sector ? { sector } : {}) });

  test('the list names the sectors with who debriefs; a meeting without a sector is refused, one of each is planned', async () => {
    expect((await list()).sectors).toEqual([{ sector: 'hospital', debriefs: 1, meetings: 0 }, { sector: 'school', debriefs: 2, meetings: 0 }]);
    expect(await create()).toMatchObject({ status: 422, body: { code: 'meeting.sector-needed', at: '/sector' } });
    expect((await create('school')).status).toBe(201);
    expect((await list()).sectors).toEqual([{ sector: 'hospital', debriefs: 1, meetings: 0 }, { sector: 'school', debriefs: 2, meetings: 1 }]);
    expect((await create('hospital')).status).toBe(201);
    expect((await list()).items.map((one) => [one.sector, one.debriefs]).sort()).toEqual([['hospital', 1], ['school', 2]]);
    expect(await create('village')).toMatchObject({ status: 422, body: { code: 'meeting.no-debriefs' } });
  });
});
