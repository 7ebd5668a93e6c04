import { randomUUID } from 'node:crypto';
import type { LightMyRequestResponse } from 'fastify';
import { seedDemo } from '../demo/index.ts';
import { systemActor } from '../platform/persistence/index.ts';
import { bootApp, type BootedApp, type BootOptions } from './boot-app.ts';
import { sessionOf } from './people.ts';

export type WorldUnit = { readonly id: string; readonly path: string; readonly name: string; readonly sector: string };
/** Requests of one signed-in account. */
export type Asker = {
  readonly cookie: string;
  get(url: string): Promise<LightMyRequestResponse>;
  send(method: 'POST' | 'PATCH' | 'PUT' | 'DELETE', url: string, body?: unknown, headers?: Record<string, string>): Promise<LightMyRequestResponse>;
};
export type World = BootedApp & {
  /** Organisation of the demonstration by its full name. */
  org(name: string): WorldUnit;
  as(login: string): Promise<Asker>;
  askerOf(cookie: string): Asker;
};

/** The whole server over the demonstration's province. */
export async function bootWorld(options: BootOptions = {}): Promise<World> {
  const booted = await bootApp(options);
  await seedDemo(booted.app);
  const orgs = await booted.uow.run(systemActor('spec'), (tx) => tx.sql<WorldUnit>('select id, org_path as path, name, sector from organisation'));
  const askerOf = (cookie: string): Asker => ({
    cookie,
    get: (url) => booted.inject({ method: 'GET', url, headers: { cookie } }),
    send: (method, url, body, headers = {}) => booted.inject({ method, url, headers: { cookie, 'x-shuping': '1', 'idempotency-key': randomUUID(), ...headers }, ...(body === undefined ? {} : { payload: body as object }) }),
  });
  return {
    ...booted,
    org: (name) => {
      const found = orgs.find((one) => one.name === name);
      if (!found) throw new Error(`no organisation ${name}`);
      return found;
    },
    askerOf,
    as: async (login) => {
      const [found] = await booted.uow.run(systemActor('spec'), (tx) => tx.sql<{ id: string }>('select id from account where login = ?', [login]));
      if (!found) throw new Error(`no account ${login}`);
      return askerOf(await sessionOf(booted, found.id));
    },
  };
}
