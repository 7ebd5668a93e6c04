import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { withDatabase, type TestDatabase } from '../../testing/index.ts';
import { SystemClock } from '../clock.ts';
import { systemActor } from './actor.ts';
import { databaseClockStore } from './clock-store.ts';
import { InstallationRecord } from './installation.entity.ts';
import { actingAt, ManualClock } from './manual-clock.ts';
import { openOrm } from './orm.ts';
import { BallotDb } from './pools.ts';
import { MemoryAuditWriter, MemoryOutbox } from './ports.ts';
import { UnitOfWork } from './unit-of-work.ts';

const SYSTEM = systemActor('spec');
const ENTRY = { action: 'installation.change', subject: { type: 'Installation', id: '1' }, orgPath: '/' };
const EVENT = { type: 'installation.changed', key: '1', payload: null, orgPath: '/' };

describe('unit of work', () => {
  let database: TestDatabase;
  let orm: Awaited<ReturnType<typeof openOrm>>;
  let audit: MemoryAuditWriter;
  let outbox: MemoryOutbox;
  let uow: UnitOfWork;

  beforeAll(async () => {
    database = await withDatabase();
    orm = await openOrm({ url: database.urls.app, poolSize: 4 });
  });
  beforeEach(async () => {
    audit = new MemoryAuditWriter();
    outbox = new MemoryOutbox();
    Logger.overrideLogger(false);
    uow = new UnitOfWork(orm, new SystemClock(), audit, outbox);
    await uow.run(SYSTEM, (tx) => tx.em.nativeDelete(InstallationRecord, {}));
  });
  afterAll(async () => {
    await orm.close(true);
    await database.drop();
  });

  const count = (): Promise<number> => uow.run(SYSTEM, (tx) => tx.em.count(InstallationRecord, {}));

  test('saves the act, its entries and its events together, then runs what follows the commit', async () => {
    const order: string[] = [];
    const outcome = await uow.run(SYSTEM, (tx) => {
      tx.em.create(InstallationRecord, { id: randomUUID(), createdAt: tx.now });
      tx.audit(ENTRY);
      tx.emit(EVENT);
      tx.afterCommit(async () => {
        order.push(`rows ${await count()}`);
      });
      return Promise.resolve({ ok: true as const, value: 1 });
    });
    expect(outcome).toEqual({ ok: true, value: 1 });
    expect([audit.entries, outbox.events, order]).toEqual([[ENTRY], [EVENT], ['rows 1']]);
  });

  test('a refused outcome and an exception roll back and record nothing', async () => {
    const spoil = (result: () => unknown) => uow.run(SYSTEM, async (tx) => {
      tx.em.create(InstallationRecord, { id: randomUUID(), createdAt: tx.now });
      await tx.em.flush();
      tx.audit(ENTRY);
      tx.afterCommit(() => expect('never').toBe('run'));
      return result();
    });
    expect(await spoil(() => ({ ok: false, error: { code: 'x.refused' } }))).toEqual({ ok: false, error: { code: 'x.refused' } });
    await expect(spoil(() => { throw new Error('bug'); })).rejects.toThrow('bug');
    expect([await count(), audit.entries]).toEqual([0, []]);
  });

  test('a failing audit writer takes the act with it', async () => {
    const broken = new UnitOfWork(orm, new SystemClock(), { write: () => Promise.reject(new Error('audit down')) }, outbox);
    await expect(broken.run(SYSTEM, (tx) => {
      tx.em.create(InstallationRecord, { id: randomUUID(), createdAt: tx.now });
      tx.audit(ENTRY);
      return Promise.resolve();
    })).rejects.toThrow('audit down');
    expect(await count()).toBe(0);
  });

  test('serialization failures run again, at most three times', async () => {
    await uow.run(SYSTEM, (tx) => Promise.resolve(void tx.em.create(InstallationRecord, { id: randomUUID(), createdAt: tx.now })));
    let met = 0;
    let release: () => void = () => undefined;
    const both = new Promise<void>((done) => (release = done));
    const flip = () => uow.run(SYSTEM, async (tx) => {
      await tx.sql('select count(*) from installation where is_demo');
      if (++met === 2) release();
      await both;
      await tx.sql('insert into installation (id, is_demo, created_at) values (?, true, ?)', [randomUUID(), tx.now]);
    }, { isolation: 'serializable' });
    await Promise.all([flip(), flip()]);
    expect([await count(), met]).toEqual([3, 3]);
    let attempts = 0;
    await expect(uow.run(SYSTEM, async (tx) => {
      attempts += 1;
      await tx.sql(`do $$ begin raise exception 'again' using errcode = '40P01'; end $$`);
    })).rejects.toThrow('again');
    expect(attempts).toBe(3);
  });

  test('who loses a race for a unique key decides again on what stands now; a key that stays taken is thrown after three', async () => {
    const id = randomUUID();
    let met = 0;
    let release: () => void = () => undefined;
    const both = new Promise<void>((done) => (release = done));
    const make = () => uow.run(SYSTEM, async (tx) => {
      const [taken] = await tx.sql('select 1 from installation where id = ?', [id]);
      if (++met === 2) release();
      await both;
      if (taken) return { ok: false as const, error: { code: 'x.exists' } };
      tx.em.create(InstallationRecord, { id, createdAt: tx.now });
      tx.audit(ENTRY);
      return { ok: true as const, value: 1 };
    });
    const outcomes = await Promise.all([make(), make()]);
    expect(outcomes.map((one) => one.ok).sort()).toEqual([false, true]);
    expect([await count(), met, audit.entries]).toEqual([1, 3, [ENTRY]]);
    let attempts = 0;
    await expect(uow.run(SYSTEM, async (tx) => {
      attempts += 1;
      await tx.sql('insert into installation (id, is_demo, created_at) values (?, false, ?)', [id, tx.now]);
    })).rejects.toMatchObject({ code: '23505' });
    expect(attempts).toBe(3);
  });

  test('SEC-D5 a connection that could not be had is asked for again, since nothing was done yet; what was begun is not', async () => {
    let tries = 0;
    const slow = jest.spyOn(orm.em, 'fork').mockImplementation(function (this: typeof orm.em, ...args: never[]) {
      tries += 1;
      if (tries === 1) return { transactional: () => Promise.reject(new Error('Connection terminated due to connection timeout')) } as never;
      slow.mockRestore();
      return this.fork(...args);
    } as never);
    expect([await count(), tries]).toEqual([0, 2]);
    const away = Object.assign(new Error('the server ends'), { code: '57P01' });
    let begun = 0;
    await expect(uow.run(SYSTEM, () => Promise.reject(((begun += 1), away)))).rejects.toBe(away);
    expect(begun).toBe(1);
  });

  test('a failure after the commit does not undo the act', async () => {
    await uow.run(SYSTEM, (tx) => {
      tx.em.create(InstallationRecord, { id: randomUUID(), createdAt: tx.now });
      tx.afterCommit(() => Promise.reject(new Error('mail down')));
      return Promise.resolve();
    });
    expect(await count()).toBe(1);
  });
});

describe('manual clock', () => {
  let database: TestDatabase;
  let orm: Awaited<ReturnType<typeof openOrm>>;
  beforeAll(async () => {
    database = await withDatabase();
    orm = await openOrm({ url: database.urls.app, poolSize: 2 });
  });
  afterAll(async () => {
    await orm.close(true);
    await database.drop();
  });

  test('is refused unless the database is marked as a demonstration; then all nodes follow it', async () => {
    const store = databaseClockStore(orm);
    await expect(ManualClock.open(store)).rejects.toMatchObject({ problem: { code: 'clock.manual-needs-demo' } });
    await new UnitOfWork(orm, new SystemClock()).run(SYSTEM, (tx) => Promise.resolve(void tx.em.create(InstallationRecord, { id: randomUUID(), isDemo: true, createdAt: tx.now })));
    const clock = await ManualClock.open(store);
    expect(Math.abs(clock.now().getTime() - Date.now())).toBeLessThan(1_000);
    const instant = new Date('2026-12-20T08:00:00Z');
    await clock.set(instant, true);
    const otherNode = await ManualClock.open(databaseClockStore(orm));
    expect([clock.now(), await otherNode.read()]).toEqual([instant, instant]);
    const seen = await new UnitOfWork(orm, otherNode).run(SYSTEM, (tx) => Promise.resolve(tx.now));
    expect(seen).toEqual(instant);
    // the play that makes a demonstration acts on days of its own, whatever everybody else sees
    const earlier = new Date('2024-11-05T01:00:00Z');
    const uow = new UnitOfWork(orm, otherNode);
    expect(await Promise.all([actingAt(earlier, () => uow.run(SYSTEM, (tx) => Promise.resolve(tx.now))), actingAt(undefined, () => uow.run(SYSTEM, (tx) => Promise.resolve(tx.now)))])).toEqual([earlier, instant]);
    expect(Math.abs((await actingAt(earlier, () => new SystemClock().read())).getTime() - Date.now())).toBeLessThan(1_000);
    await clock.set(instant);
    expect(clock.now().getTime()).toBeGreaterThanOrEqual(instant.getTime());
  });
});

describe('pools of the ballot side', () => {
  test('a failed transaction leaves nothing and the connection is used again', async () => {
    const database = await withDatabase();
    const db = new BallotDb(database.urls.ballot, 1);
    await expect(db.transaction((client) => client.query('select 1 / 0'))).rejects.toMatchObject({ code: '22012' });
    expect((await db.query('select current_user as login')).rows).toEqual([{ login: 'shuping_ballot' }]);
    await db.close();
    await database.drop();
  });
});
