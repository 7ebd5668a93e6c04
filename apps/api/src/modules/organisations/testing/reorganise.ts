import type { Job, ReorganisationIn } from '@shuping/contracts';
import { JobRunner } from '../../../platform/jobs/index.ts';
import { randomUUID } from 'node:crypto';
import type { Asker, BootedApp, TestPerson } from '../../../testing/index.ts';

export type Ended = { readonly status: number; readonly code: string | null; readonly job: Job | null };

/** Asks for an act as the asker and waits until its job has ended; `code` is the refusal of the request or of the job. */
export async function reorganise(booted: BootedApp, asker: Asker, id: string, act: ReorganisationIn): Promise<Ended> {
  const { version } = (await asker.get(`/api/organisations/${id}`)).json();
  const asked = await asker.send('POST', `/api/organisations/${id}/reorganisations`, act, { 'if-match': `"${version ?? 1}"` });
  if (asked.statusCode !== 202) return { status: asked.statusCode, code: asked.json().code, job: null };
  for (let left = 200; left > 0; left -= 1) {
    await booted.app.get(JobRunner).drain();
    const job = (await asker.get(`/api/jobs/${asked.json().jobId}`)).json() as Job;
    if (job.state !== 'queued' && job.state !== 'running') return { status: 202, code: job.code, job };
    await new Promise((done) => setTimeout(done, 20));
  }
  throw new Error('the job did not end');
}

/** Requests of a signed-in person of a spec. */
export function askerOf(booted: BootedApp, person: TestPerson): Asker {
  return {
    cookie: person.cookie,
    get: (url) => booted.inject({ method: 'GET', url, headers: person.headers }),
    send: (method, url, body, headers = {}) => booted.inject({ method, url, headers: { ...person.headers, 'idempotency-key': randomUUID(), ...headers }, ...(body === undefined ? {} : { payload: body as object }) }),
  };
}
