import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AppConfig } from '../config/index.ts';
import { configureHttp } from './http/configure.ts';

/** What every instance of the server gets before it starts, in production and in specs alike. */
export async function configureApp(app: NestFastifyApplication, config: AppConfig): Promise<void> {
  app.setGlobalPrefix('api');
  await configureHttp(app, config);
}
