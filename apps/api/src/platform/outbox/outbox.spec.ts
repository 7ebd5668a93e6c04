import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { bootApp, type BootedApp } from '../../testing/index.ts';
import { systemActor } from '../persistence/index.ts';
import { EventDispatcher } from './index.ts';

const ACTOR = systemActor('spec');
let booted: BootedApp;
beforeAll(async () => {
  booted = await bootApp();
  jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
});
afterAll(() => booted.close());

const emit = (type: string, key: string, fail = false) => booted.uow.run(ACTOR, (tx) => {
  tx.emit({ type, key, payload: { n: key }, orgPath: '/a1/' });
  return Promise.resolve(fail ? { ok: false as const, error: {} } : { ok: true as const, value: null });
});

describe('outbox', () => {
  test('a consumer sees each key once, whatever is sent again, and nothing of what rolled back', async () => {
    const got: string[] = [];
    const dispatcher = booted.app.get(EventDispatcher);
    dispatcher.onEvent('spec.done', 'spec', (_tx, event) => {
      got.push(event.key);
      return Promise.resolve();
    });
    await Promise.all([emit('spec.done', 'k1'), emit('spec.done', 'k2'), emit('spec.done', 'k1'), emit('spec.done', 'k3', true)]);
    await dispatcher.drain();
    await dispatcher.drain();
    expect([...got].sort()).toEqual(['k1', 'k2']);
    expect(() => dispatcher.onEvent('spec.done', 'spec', () => Promise.resolve())).toThrow('two consumers');
  });

  test('a failing consumer keeps its event and holds up no other', async () => {
    const got: string[] = [];
    const dispatcher = booted.app.get(EventDispatcher);
    dispatcher.onEvent('spec.fails', 'spec', async (tx) => {
      await tx.sql(`insert into outbox_seen (consumer, key, at) values ('trace', 'half', now())`);
      throw new Error('not yet');
    });
    dispatcher.onEvent('spec.works', 'spec', (_tx, event) => {
      got.push(event.key);
      return Promise.resolve();
    });
    await emit('spec.fails', 'f');
    await emit('spec.works', 'w');
    await dispatcher.drain();
    expect(got).toEqual(['w']);
    const left = await booted.uow.run(ACTOR, (tx) => tx.sql<{ type: string }>('select type from outbox'));
    const half = await booted.uow.run(ACTOR, (tx) => tx.sql(`select 1 from outbox_seen where consumer = 'trace'`));
    expect([left.map((row) => row.type), half]).toEqual([['spec.fails'], []]);
  });
});
