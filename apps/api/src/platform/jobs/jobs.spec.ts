import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import { ok, type Result } from '@shuping/kernel';
import { bootApp, signedIn, type BootedApp, type TestPerson } from '../../testing/index.ts';
import { SecurityTime } from '../auth/index.ts';
import { Principals } from '../authz/index.ts';
import { Files } from '../files/index.ts';
import { UnitOfWork } from '../persistence/index.ts';
import { JobQueue, JobRunner, type JobContext } from './index.ts';

let booted: BootedApp;
let officer: TestPerson;
const steps: string[] = [];
const gate: Promise<void> = Promise.resolve();

beforeAll(async () => {
  jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
  booted = await bootApp();
  const runner = booted.app.get(JobRunner);
  const files = booted.app.get(Files);
  runner.register<{ word: string }>('probe.write', async (job) => {
    for (let i = 1; i <= 4; i += 1) await job.progress(i, 4);
    const stored = await files.save(job.actor, { name: '结果.txt', bytes: Buffer.from(job.payload.word), orgPath: job.orgPath, purpose: 'job-result' });
    return stored.ok ? ok({ resultFileId: stored.value.id }) : stored;
  });
  runner.register('probe.wait', async (job) => {
    for (let i = 1; i <= 200; i += 1) {
      await gate;
      await job.progress(i, 200);
      await pause(10);
    }
    return ok({});
  });
  runner.register('probe.throw', () => Promise.reject(new Error('bug')));
  runner.register('probe.who', (job) => Promise.resolve(ok({ params: { scope: job.actor.kind === 'person' ? job.actor.scope.map((entry) => entry.path) : [] } })));
  officer = await signedIn(booted, { grants: [{ role: 'host_officer', path: '/a1/' }] });
});
afterAll(() => booted.close());

async function enqueue(person: TestPerson, kind: string, payload: Record<string, string> = {}): Promise<string> {
  const principal = await booted.app.get(Principals).load(person.accountId);
  return booted.uow.run(principal!, (tx) => Promise.resolve(booted.app.get(JobQueue).enqueue(tx, { kind, payload, orgPath: '/a1/' })));
}
const get = (id: string, person = officer, tail = '') => booted.inject({ method: 'GET', url: `/api/jobs/${id}${tail}`, headers: person.headers });
async function ended(id: string, person = officer) {
  for (let i = 0; i < 400; i += 1) {
    const body = (await get(id, person)).json();
    if (!['queued', 'running'].includes(body.state)) return body;
    await pause(25);
  }
  throw new Error('did not end');
}

describe('long work as jobs', () => {
  test('progress, end and result file', async () => {
    const id = await enqueue(officer, 'probe.write', { word: '完成' });
    expect(await ended(id)).toMatchObject({ state: 'done', progress: 1, done: 4, total: 4, may: { cancel: { reason: 'job.already-ended' } } });
    const file = await get(id, officer, '/result');
    expect([file.statusCode, file.body, file.headers['x-content-type-options']]).toEqual([200, '完成', 'nosniff']);
    expect(file.headers['content-disposition']).toBe(`attachment; filename="__.txt"; filename*=UTF-8''%E7%BB%93%E6%9E%9C.txt`);
    const list = await booted.inject({ method: 'GET', url: '/api/jobs', headers: officer.headers });
    expect(list.json().items.map((one: { id: string }) => one.id)).toContain(id);
  });

  test('a foreign job and its result are not there', async () => {
    const id = await enqueue(officer, 'probe.write', { word: 'x' });
    await ended(id);
    const stranger = await signedIn(booted, { grants: [{ role: 'host_officer', path: '/a10/' }] });
    expect((await get(id, stranger)).json()).toMatchObject({ code: 'job.not-found', status: 404 });
    expect((await get(id, stranger, '/result')).statusCode).toBe(404);
    const cancel = await booted.inject({ method: 'POST', url: `/api/jobs/${id}/cancel`, headers: stranger.headers });
    expect(cancel.statusCode).toBe(404);
  });

  test('cancelling stops a running job at its next step', async () => {
    const id = await enqueue(officer, 'probe.wait');
    await pause(100);
    const cancel = () => booted.inject({ method: 'POST', url: `/api/jobs/${id}/cancel`, headers: officer.headers });
    expect((await cancel()).statusCode).toBe(200);
    const end = await ended(id);
    expect(end).toMatchObject({ state: 'cancelled', code: 'job.cancelled' });
    expect(end.done).toBeLessThan(200);
    expect((await cancel()).json().code).toBe('job.already-ended');
  });

  test('a bug fails the job and nothing else', async () => {
    expect(await ended(await enqueue(officer, 'probe.throw'))).toMatchObject({ state: 'failed', code: 'job.failed' });
  });

  test('SEC-P10 it runs with the scope of the asker at run time', async () => {
    const id = await enqueue(officer, 'probe.who');
    expect((await ended(id)).params).toEqual({ scope: ['/a1/'] });
  });

  test('no commit, no job', async () => {
    const principal = await booted.app.get(Principals).load(officer.accountId);
    let id = '';
    await expect(booted.uow.run(principal!, (tx) => {
      id = booted.app.get(JobQueue).enqueue(tx, { kind: 'probe.write', payload: { word: 'x' }, orgPath: '/a1/' });
      throw new Error('rolled back');
    })).rejects.toThrow();
    expect((await get(id)).statusCode).toBe(404);
  });

  test('a job whose node dies is taken up by another, which goes on', async () => {
    const make = () => new JobRunner(booted.app.get(UnitOfWork), { listen: () => undefined } as unknown as JobQueue, booted.app.get(Principals), booted.app.get(SecurityTime));
    const dead = make();
    // this node takes the job and is never heard of again: its lease is short and its heart does not beat
    dead.leaseMs = 300;
    const hang = (job: JobContext): Promise<Result<object, never>> => {
      steps.push(`dead ${job.attempt}`);
      return new Promise(() => undefined);
    };
    dead.register('probe.resume', hang as never);
    const id = await enqueue(officer, 'probe.resume');
    void dead.drain();
    for (let i = 0; i < 100 && steps.length === 0; i += 1) await pause(10);
    (dead as unknown as { beat: () => Promise<boolean> }).beat = () => Promise.resolve(false);
    await pause(600);
    const heir = make();
    heir.register('probe.resume', (job) => {
      steps.push(`heir ${job.attempt}`);
      return Promise.resolve(ok({ params: { attempt: job.attempt } }));
    });
    await heir.drain();
    expect(steps).toEqual(['dead 1', 'heir 2']);
    expect(await ended(id)).toMatchObject({ state: 'done', params: { attempt: 2 } });
    const late = await (dead as unknown as { end: (job: object, result: object) => Promise<void> }).end({ id, org_path: '/a1/', kind: 'probe.resume', attempts: 1 }, { ok: false, error: { code: 'job.failed' } });
    expect(late).toBeUndefined();
    expect((await get(id)).json().state).toBe('done');
  });
});
