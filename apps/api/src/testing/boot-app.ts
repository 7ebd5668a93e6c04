import type { Type } from '@nestjs/common';
import { Test, type TestingModuleBuilder } from '@nestjs/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { tmpdir } from 'node:os';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppModule } from '../app.module.ts';
import { configureApp } from '../platform/configure-app.ts';
import { httpAdapter } from '../platform/http/configure.ts';
import { AppConfig, readConfig, type AppConfigValues } from '../config/index.ts';
import { UnitOfWork } from '../platform/persistence/index.ts';
import { withDatabase, type TestDatabase } from './database.ts';

export type BootOptions = {
  readonly config?: Partial<AppConfigValues>;
  /** Existing database; by default a fresh one is made and dropped at `close`. */
  readonly database?: TestDatabase;
  /** Further controllers of the spec, e.g. probes. */
  readonly controllers?: readonly Type[];
  /** Replaces providers, e.g. `(b) => b.overrideProvider(Clock).useValue(fake)`. */
  readonly override?: (builder: TestingModuleBuilder) => TestingModuleBuilder;
};

export type BootedApp = {
  readonly app: NestFastifyApplication;
  readonly database: TestDatabase;
  readonly uow: UnitOfWork;
  readonly inject: NestFastifyApplication['inject'];
  close(): Promise<void>;
};

/** The whole server over a fresh database, without a network port. */
export async function bootApp(options: BootOptions = {}): Promise<BootedApp> {
  const database = options.database ?? (await withDatabase());
  const dataDir = await mkdtemp(join(tmpdir(), 'shuping-app-'));
  const base = readConfig({});
  if (!base.ok) throw new Error(base.error.code);
  const config = new AppConfig({ ...base.value, dataDir, poolSize: 5, adminSecondFactor: false, ...options.config });
  const builder = Test.createTestingModule({ imports: [AppModule.register(config, database.urls)], controllers: [...(options.controllers ?? [])] });
  const module = await (options.override?.(builder) ?? builder).compile();
  const app = module.createNestApplication<NestFastifyApplication>(httpAdapter(config), { logger: ['error', 'warn'] });
  await configureApp(app, config);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return {
    app,
    database,
    uow: app.get(UnitOfWork),
    inject: app.inject.bind(app) as NestFastifyApplication['inject'],
    async close() {
      await app.close();
      if (!options.database) await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
