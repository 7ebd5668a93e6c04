/** `npm run openapi`: writes docs/api/openapi.json from the routes; no database is opened. */
import 'reflect-metadata';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../app.module.ts';
import { AppConfig, readConfig } from '../config/index.ts';
import { configureApp } from '../platform/configure-app.ts';
import { httpAdapter } from '../platform/http/configure.ts';
import { openApiText } from '../platform/http/openapi.ts';

const base = readConfig({});
if (!base.ok) throw new Error(base.error.code);
const config = new AppConfig(base.value);
const none = 'postgresql://nobody@127.0.0.1:1/none';
const app = await NestFactory.create<NestFastifyApplication>(AppModule.register(config, { owner: none, app: none, ballot: none, seal: none }), httpAdapter(config), { logger: ['error'] });
await configureApp(app, config);
await writeFile(join(import.meta.dirname, '../../../../docs/api/openapi.json'), openApiText(app));
await app.close();
