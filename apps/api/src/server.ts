import 'reflect-metadata';
import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { setTimeout as pause } from 'node:timers/promises';
import { AppModule } from './app.module.ts';
import type { AppConfig } from './config/index.ts';
import { demoCards } from './demo/index.ts';
import { configureApp } from './platform/configure-app.ts';
import { httpAdapter } from './platform/http/configure.ts';
import { openDatabase, type OpenDatabase } from './platform/persistence/connections.ts';
import { CodedError } from './platform/coded-error.ts';
import { migrate } from './platform/persistence/migrate.ts';
import { DemoLogins } from './platform/session/demo-logins.ts';

const GRACE_MS = 10_000;

export type RunningServer = {
  readonly app: NestFastifyApplication;
  readonly database: OpenDatabase;
  /** Ends requests in flight, then the database. */
  stop(): Promise<void>;
};

/** Opens the database (embedded one when none is given), migrates it and makes the application, not yet listening. */
export async function createServer(config: AppConfig): Promise<RunningServer> {
  const database = await openDatabase(config);
  try {
    await migrate(database.urls.owner);
    const adapter = httpAdapter(config);
    const app = await NestFactory.create<NestFastifyApplication>(AppModule.register(config, database.urls), adapter, { abortOnError: false, logger: ['error', 'warn'] });
    await configureApp(app, config);
    app.get(DemoLogins).items = demoCards();
    const log = new Logger('database');
    database.embedded?.keep((code, last) => log.warn({ code, last }));
    const stop = async (): Promise<void> => {
      await Promise.race([app.close(), pause(GRACE_MS, undefined, { ref: false })]).catch(() => undefined);
      await database.embedded?.stop();
    };
    return { app, database, stop };
  } catch (error) {
    await database.embedded?.stop();
    throw error;
  }
}

/** Serves until SIGTERM or SIGINT, after what is to be done `first`; Nest's own shutdown hooks stay off, since they would end the process before the database. */
export async function serve(config: AppConfig, first?: (app: NestFastifyApplication) => Promise<void>): Promise<RunningServer> {
  const server = await createServer(config);
  let stopping = false;
  const leave = (): void => {
    if (stopping) return;
    stopping = true;
    void server.stop().finally(() => process.exit(0));
  };
  process.on('SIGTERM', leave);
  process.on('SIGINT', leave);
  try {
    if (first) await first(await server.app.init());
    await server.app.listen(config.port, config.host);
  } catch (error) {
    await server.stop();
    const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
    throw taken ? new CodedError('server.port-in-use', { host: config.host, port: config.port, choose: 'PORT' }, { cause: error }) : error;
  }
  return server;
}
