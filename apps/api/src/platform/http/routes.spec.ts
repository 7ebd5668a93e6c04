import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Controller, Get, Query } from '@nestjs/common';
import { bootApp, type BootedApp } from '../../testing/index.ts';
import { openApi, openApiText } from './openapi.ts';
import { routesOf } from './routes.ts';

/** Routes that answer without a session; the list changes only by decision. */
const OPEN = ['GET /health', 'GET /demo/logins', 'POST /session', 'GET /locales/:lang'];
const OPEN_PREFIXES = ['GET /vote/', 'POST /vote/', 'GET /m/', 'POST /m/'];

@Controller('planted')
class PlantedController {
  @Get()
  planted(@Query() query: unknown): unknown { return query; }
}

let booted: BootedApp;
beforeAll(async () => {
  booted = await bootApp();
});
afterAll(() => booted.close());

describe('SEC-P4 every route declares itself', () => {
  test('who may call it, what it answers, and a schema for each input', () => {
    const routes = routesOf(booted.app);
    expect(routes.length).toBeGreaterThan(12);
    expect(routes.filter(({ access }) => access === undefined).map(({ route }) => route)).toEqual([]);
    expect(routes.filter(({ returns }) => returns === undefined).map(({ route }) => route)).toEqual([]);
    expect(routes.filter(({ unchecked }) => unchecked.length > 0).map(({ route, unchecked }) => `${route} ${unchecked.join()}`)).toEqual([]);
  });

  test('open to anybody are only the routes of the frozen list', () => {
    const open = routesOf(booted.app).filter(({ access }) => access?.kind === 'public').map(({ route }) => route);
    expect(open.filter((route) => !OPEN.includes(route) && !OPEN_PREFIXES.some((prefix) => route.startsWith(prefix)))).toEqual([]);
  });

  test('a planted route without any of it is seen', async () => {
    const planted = await bootApp({ controllers: [PlantedController], database: booted.database });
    try {
      expect(routesOf(planted.app).find(({ route }) => route === 'GET /planted')).toEqual({ route: 'GET /planted', access: undefined, returns: undefined, unchecked: ['query'] });
    } finally {
      await planted.close();
    }
  });

  test('without a session every other route answers 401', async () => {
    for (const { route, access } of routesOf(booted.app)) {
      if (access?.kind === 'public') continue;
      const [method, path] = route.split(' ') as [string, string];
      const answer = await booted.inject({ method: method as 'GET', url: `/api${path.replace(/:\w+/g, '00000000-0000-4000-8000-000000000000')}`, headers: { 'x-shuping': '1' } });
      expect([route, answer.statusCode]).toEqual([route, 401]);
    }
  });
});

describe('OpenAPI', () => {
  test('docs/api/openapi.json is current (npm run openapi)', () => {
    const committed = readFileSync(new URL('../../../../../docs/api/openapi.json', import.meta.url), 'utf8');
    expect(committed).toBe(openApiText(booted.app));
  });

  test('version 3.1, one problem shape, every operation named', () => {
    const document = openApi(booted.app);
    expect(document.openapi).toBe('3.1.0');
    const operations = Object.values(document.paths).flatMap((item) => Object.values(item as Record<string, { operationId?: string }>));
    const ids = operations.map((one) => one.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(document.components?.schemas).toHaveProperty('Problem');
  });
});
