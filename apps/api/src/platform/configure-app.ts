import { RequestMethod } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AppConfig } from '../config/index.ts';
import { configureHttp } from './http/configure.ts';
import { servePages } from './pages/static-pages.ts';

/** What every instance of the server gets before it starts, in production and in specs alike. */
export async function configureApp(app: NestFastifyApplication, config: AppConfig): Promise<void> {
  // the ballot host's routes stand apart from the API: no cookie, no cross-site rule of the console
  app.setGlobalPrefix('api', { exclude: [{ path: 'vote/*path', method: RequestMethod.ALL }] });
  await configureHttp(app, config);
  await servePages(app);
}
