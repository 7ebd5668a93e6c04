import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { withNonce } from '../http/headers.ts';

export type PageFolders = { readonly console: string; readonly ballot: string };

const HERE = join(import.meta.dirname, '../../../..');
/** Where the builds of the two pages lie beside the API. */
export const PAGE_FOLDERS: PageFolders = { console: join(HERE, 'console/dist'), ballot: join(HERE, 'ballot/dist') };

/** Policy of the ballot page: its own files and its own host, nothing inline, nothing from elsewhere. */
const BALLOT_CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const YEAR_S = 31_536_000;
const PAGE_PATH = /^\/v\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\/?$/;

/** Serves the built pages: the ballot page below /v/, the console at every other address that is no file, no API and no vote. Absent builds leave those addresses unknown. */
export async function servePages(app: NestFastifyApplication, folders: PageFolders = PAGE_FOLDERS): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  if (existsSync(join(folders.ballot, 'assets'))) {
    await app.register(fastifyStatic as never, { root: join(folders.ballot, 'assets'), prefix: '/v/assets/', decorateReply: false, index: false, wildcard: true, preCompressed: true, immutable: true, maxAge: YEAR_S * 1000, cacheControl: true });
    fastify.get('/v/:meeting', ballotPage(folders.ballot) as never);
  }
  if (existsSync(join(folders.console, 'assets'))) {
    await app.register(fastifyStatic as never, { root: join(folders.console, 'assets'), prefix: '/assets/', decorateReply: false, index: false, wildcard: true, preCompressed: true, immutable: true, maxAge: YEAR_S * 1000, cacheControl: true });
    const page = consolePage(folders.console);
    for (const file of ['favicon.svg', 'old-browser.js']) fastify.get(`/${file}`, rootFile(folders.console, file) as never);
    fastify.get('/', page as never);
    fastify.get('/*', page as never);
  }
}

function ballotPage(folder: string) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    if (!PAGE_PATH.test(pathOf(request))) return reply.callNotFound();
    const html = await readFile(join(folder, 'index.html'), 'utf8');
    return reply.header('content-type', 'text/html; charset=utf-8').header('cache-control', 'no-store').header('content-security-policy', BALLOT_CSP).send(html);
  };
}

function consolePage(folder: string) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const path = pathOf(request);
    if (/^\/(api|vote|v|assets)(\/|$)/.test(path) || /\.[a-z0-9]{2,5}$/.test(path)) return reply.callNotFound();
    const { html, csp } = withNonce(await readFile(join(folder, 'index.html'), 'utf8'));
    return reply.header('content-type', 'text/html; charset=utf-8').header('cache-control', 'no-cache').header('content-security-policy', csp).send(html);
  };
}

const TYPES: Readonly<Record<string, string>> = { svg: 'image/svg+xml', js: 'text/javascript; charset=utf-8' };

function rootFile(folder: string, name: string) {
  return async (_: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const bytes = await readFile(join(folder, name));
    return reply.header('content-type', TYPES[name.slice(name.lastIndexOf('.') + 1)]).header('cache-control', 'public, max-age=3600').send(bytes);
  };
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?')[0]!;
}
