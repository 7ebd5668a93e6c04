import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { systemActor } from '../platform/persistence/index.ts';
import { bootApp, type BootedApp } from '../testing/index.ts';
import { seedWorld } from './seed-world.ts';

describe('the demonstration', () => {
  let booted: BootedApp;
  beforeAll(async () => {
    booted = await bootApp();
  });
  afterAll(() => booted.close());

  const counted = () => booted.uow.run(systemActor('spec'), (tx) => tx.sql<{ organisations: number; accounts: number }>('select (select count(*)::int from organisation) as organisations, (select count(*)::int from account) as accounts'));

  test('fills an empty database once and leaves one with organisations as it is', async () => {
    expect(await seedWorld(booted.app)).toBe(true);
    const before = await counted();
    expect(before[0]!.organisations).toBeGreaterThan(20);
    expect(await seedWorld(booted.app)).toBe(false);
    expect(await counted()).toEqual(before);
  });
});
