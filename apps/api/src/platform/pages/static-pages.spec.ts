import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { NestFactory } from '@nestjs/core';
import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { configureHttp, httpAdapter } from '../http/configure.ts';
import { servePages } from './static-pages.ts';

@Module({})
class Nothing {}

const MEETING = '7e2d1a30-0000-4000-8000-000000000001';
let dir: string;
let app: NestFastifyApplication;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'pages-'));
  for (const name of ['console', 'ballot']) {
    await mkdir(join(dir, name, 'assets'), { recursive: true });
    await writeFile(join(dir, name, 'index.html'), `<meta content="__CSP_NONCE__"><title>${name}</title>`);
    await writeFile(join(dir, name, 'assets', 'a-1b2c.js'), 'x'.repeat(2_000));
    await writeFile(join(dir, name, 'assets', 'a-1b2c.js.gz'), gzipSync('x'.repeat(2_000)));
  }
  await writeFile(join(dir, 'console', 'favicon.svg'), '<svg/>');
  await writeFile(join(dir, 'console', 'old-browser.js'), '//');
  app = await NestFactory.create<NestFastifyApplication>(Nothing, httpAdapter({ trustProxy: false }), { logger: ['error'] });
  await configureHttp(app, { trustProxy: false });
  await servePages(app, { console: join(dir, 'console'), ballot: join(dir, 'ballot') });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
});
afterAll(async () => {
  await app.close();
  await rm(dir, { recursive: true, force: true });
});

const get = (url: string, headers: Record<string, string> = {}) => app.inject({ method: 'GET', url, headers });

describe('pages', () => {
  test('the console answers at every address that is no file, with a nonce of its own each time', async () => {
    for (const url of ['/', '/meetings/x?tab=1', '/screen/1']) {
      const answer = await get(url);
      const nonce = /content="([^"]+)"/.exec(answer.body)?.[1] ?? '';
      expect(nonce).toMatch(/^[\w-]{22}$/);
      expect(answer.headers['content-security-policy']).toContain(`'nonce-${nonce}'`);
      expect(answer.headers['cache-control']).toBe('no-cache');
    }
    expect((await get('/')).body).not.toBe((await get('/')).body);
    expect((await get('/favicon.svg')).headers['content-type']).toBe('image/svg+xml');
    for (const url of ['/api/nothing', '/vote/nothing', '/v/nothing', '/assets/none.js', '/secret.txt', '/assets/../index.html', '/assets/%2e%2e/index.html']) expect([url, (await get(url)).statusCode]).toEqual([url, 404]);
  });

  test('hashed files never change and come compressed as they lie', async () => {
    for (const url of ['/assets/a-1b2c.js', '/v/assets/a-1b2c.js']) {
      const answer = await get(url, { 'accept-encoding': 'gzip' });
      expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
      expect(answer.headers['content-encoding']).toBe('gzip');
      expect(answer.rawPayload.length).toBeLessThan(200);
    }
  });

  test('R-F4 the ballot page: strict policy, no store, no cookie, whatever the meeting', async () => {
    const answer = await get(`/v/${MEETING}`, { cookie: 'session=x' });
    expect(answer.body).toContain('<title>ballot</title>');
    expect(answer.headers['content-security-policy']).toContain("script-src 'self';");
    expect(answer.headers['content-security-policy']).not.toContain('unsafe');
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(answer.headers['etag']).toBeUndefined();
    expect(answer.headers['referrer-policy']).toBe('no-referrer');
  });
});
