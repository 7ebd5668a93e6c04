import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AppConfig } from '../config/index.ts';

/** What every instance of the server gets before it starts, in production and in specs alike. */
export function configureApp(app: NestFastifyApplication, _config: AppConfig): Promise<void> {
  app.setGlobalPrefix('api');
  return Promise.resolve();
}
