import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freeContext, publishProblems, resolveScheme, type Constraint, type Edit, type Layer, type Scheme, type ScoreNode } from '@shuping/scheme';
import { largeScheme } from '@shuping/scheme/testing';
import { scoreExample } from '@shuping/scoring';
import { chromium, type Page } from 'playwright-core';
import { chromiumPath } from './browser.ts';
import { median, percentile } from './database.ts';

const LIMIT_MS = 100;
const ID = '00000000-0000-4000-8000-000000000001';
const dist = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'apps', 'console', 'dist');

/**
 * Milliseconds from a keystroke, a drop and Alt+arrow in the designer to the painted answer, at 60 questions under 5 layers, against 100 ms. The pages are the built ones; the
 * server is a stand-in that answers at once, so that only the browser is measured.
 */
export async function benchDesigner(pages = process.env['SHUPING_CONSOLE'] ?? dist): Promise<Record<string, unknown>[]> {
  const server = await listen(pages);
  const browser = await chromium.launch({ executablePath: chromiumPath(), headless: true, args: ['--no-sandbox', '--disable-gpu', '--no-proxy-server'] });
  try {
    const page = await (await browser.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 } })).newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/schemes/layers/${ID}`);
    await page.getByRole('textbox', { name: '分项 1', exact: true }).first().waitFor();
    await page.waitForLoadState('networkidle');
    return [
      told('designer: a keystroke in a weight until painted', await timed(page, ACTS.keystroke)),
      told('designer: a question dragged until painted', await timed(page, ACTS.drop)),
      told('designer: a question moved by Alt+arrow until painted', await timed(page, ACTS.arrow)),
    ];
  } finally {
    await browser.close();
    server.close();
  }
}

function told(what: string, ms: readonly number[]): Record<string, unknown> {
  const round = (value: number): number => Math.round(value * 10) / 10;
  return { what: `${what}, 60 questions x 5 layers`, limitMs: LIMIT_MS, bestMs: round(Math.min(...ms)), medianMs: round(median([...ms])), p95Ms: round(percentile([...ms], 0.95)), ratio: Math.round((median([...ms]) / LIMIT_MS) * 1000) / 1000 };
}

const ROUNDS = 24;

/** What is done in the page in turn `n`, as script of the page: `prepare` is not timed, `act` is. */
const ACTS = {
  keystroke: {
    prepare: `const input = document.querySelector('input[aria-label="分项 1"]'); input.focus(); Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(input, String(6 + (n % 3)));`,
    act: `input.dispatchEvent(new Event('input', { bubbles: true }));`,
  },
  drop: {
    prepare: `const dataTransfer = new DataTransfer(); rows[rows.length - 2 - (n % 5)].querySelector('[draggable]').dispatchEvent(new DragEvent('dragstart', { bubbles: true, dataTransfer }));`,
    act: `rows[2 + (n % 5)].dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }));`,
  },
  arrow: {
    prepare: `const handle = rows[10].querySelector('[draggable]');`,
    act: `handle.dispatchEvent(new KeyboardEvent('keydown', { key: n % 2 === 0 ? 'ArrowUp' : 'ArrowDown', altKey: true, bubbles: true, cancelable: true }));`,
  },
} as const;

/** Milliseconds of each turn. The act is dispatched in the page, so that no round trip of the driver is counted; painted is the first task after the frame that follows. */
function timed(page: Page, { prepare, act }: { readonly prepare: string; readonly act: string }): Promise<number[]> {
  return page.evaluate<number[]>(`(async () => {
    const out = [];
    for (let n = 0; n < ${ROUNDS}; n += 1) {
      const rows = [...document.querySelectorAll('tr[data-row^="questions/q-"]')];
      ${prepare}
      const started = performance.now();
      ${act}
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
      out.push(performance.now() - started);
      await new Promise((done) => setTimeout(done, 60));
    }
    return out;
  })()`);
}

/** 60 questions and 20 weighted parts. */
function scheme(): Scheme {
  const whole = largeScheme(55);
  const parts = Array.from({ length: 16 }, (_, n): ScoreNode => ({ kind: 'officer_input', id: `part-${n}`, title: { text: `分项 ${n + 1}` }, level: 'assessee', min: 0, max: 100, owner: 'office', evidence: 'optional' }));
  const nodes = whole.score.nodes.map((node): ScoreNode => node.kind === 'weighted_sum' && node.id === 'composite'
    ? { ...node, inputs: [...node.inputs.map((input) => ({ ...input, weight: 5 })), ...parts.map(({ id }) => ({ id, weight: 5, absence: { rule: 'hold' as const } }))] }
    : node);
  return { ...whole, score: { ...whole.score, nodes: [...nodes, ...parts] } };
}

function layer(n: number): Layer {
  const edits = Array.from({ length: 11 }, (_, i): Edit => ({ op: 'set', path: `questions/q-${n * 11 + i}/title`, value: { text: `第${n}层改写的日常指标第${i}项` } }));
  const constraints: Constraint[] = [
    { kind: 'fixed', path: `questions/q-${n * 11}/title` }, { kind: 'sum', path: 'score/nodes/composite/inputs', field: 'weight', equals: 100 }, { kind: 'keep', path: 'groups', ids: ['leaders'] },
    ...Array.from({ length: 16 }, (_, i): Constraint => ({ kind: 'range', path: `score/nodes/composite/inputs/part-${i}/weight`, min: n, max: 40 - n })),
  ];
  return { format: 'shuping-layer@1', id: `layer-${n}`, owner: { text: `第${n}层` }, tag: { text: `层${n}` }, edits, constraints };
}

function answers(): Readonly<Record<string, (body: { changes?: Edit[]; locks?: Constraint[] }) => unknown>> {
  const base = { id: 'plugin:sample@1.0.0', scheme: scheme(), constraints: [] as Constraint[], tag: { text: '插件' } };
  const upper = [0, 1, 2, 3].map(layer);
  const own = layer(4);
  const chain = [{ ...base, kind: 'plugin', number: 0 }, ...upper.map((one) => ({ ...one, kind: 'layer', number: 1 }))].map((one) => ({ id: one.id, kind: one.kind, orgId: null, owner: { text: one.id }, tag: one.tag, number: one.number, edits: 0, constraints: 0, newer: false }));
  const review = ({ changes = own.edits, locks = own.constraints }: { changes?: Edit[]; locks?: Constraint[] }): unknown => {
    const { scheme: whole, provenance, violations } = resolveScheme(base, [...upper, { ...own, edits: changes, constraints: locks }]);
    return { scheme: whole, hash: null, provenance, violations, problems: whole ? publishProblems(whole, freeContext(whole, scoreExample)) : [], locks: [], lint: [], burden: null, burdenBefore: null, examples: { total: 1, passed: 0 } };
  };
  const summary = { id: ID, orgId: ID, sector: 'sample', year: 2026, number: 1, state: 'draft', tag: '层4', edits: 0, constraints: 0, publishedAt: null, note: '', version: 1, may: { edit: true, publish: true, discard: true } };
  return {
    'GET /api/me': () => ({ account: { id: ID, login: 'bench', name: '编制人', mustChangePassword: false }, personId: null, homeOrg: null, grants: [], can: [{ subject: 'SchemeLayer', actions: ['read', 'create', 'update', 'publish'] }, { subject: 'Scheme', actions: ['read'] }], today: '2026-11-22', now: '2026-11-22T09:00:00.000Z', demo: false }),
    [`GET /api/layers/${ID}`]: () => ({ ...summary, owner: own.owner, changes: own.edits, locks: own.constraints, upstream: [], chain, base, upper, published: null }),
    [`PUT /api/layers/${ID}`]: () => summary,
    [`POST /api/layers/${ID}/preview`]: review,
    'GET /api/todos/counts': () => ({}),
    'GET /api/locales/zh-CN': () => ({}),
  };
}

const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.css': 'text/css', '.html': 'text/html; charset=utf-8', '.svg': 'image/svg+xml' };

function listen(pages: string): Promise<Server> {
  const table = answers();
  const server = createServer((request, response) => void answer(pages, table, request, response));
  return new Promise((done) => server.listen(0, '127.0.0.1', () => done(server)));
}

async function answer(pages: string, table: ReturnType<typeof answers>, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = new URL(request.url ?? '/', 'http://bench').pathname;
  if (!path.startsWith('/api/')) {
    const file = join(pages, extname(path) === '' ? 'index.html' : path);
    return void response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' }).end(existsSync(file) ? readFileSync(file) : '');
  }
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += String(chunk);
  const given = table[`${request.method} ${path}`];
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(given ? given(text === '' ? {} : (JSON.parse(text) as object)) : { items: [] }));
}
