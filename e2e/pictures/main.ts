// Pictures of every console page in every state: `npm run pictures -- --out <folder> [--only ledger,home] [--states empty,large] [--url http://localhost:8080] [--console http://localhost:4173]`.
// The apps must be built. With --url a server that `prepare` filled before is pictured again; --console names another address of the same console.
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { PASSWORD } from '@shuping/year';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { browserPath } from '../harness.ts';
import { prepare, subjects } from './data.ts';
import { pagesOf, type PictureOf } from './pages.ts';
import { inState, STATES, type State } from './states.ts';

const { values } = parseArgs({ options: { out: { type: 'string' }, only: { type: 'string' }, states: { type: 'string' }, url: { type: 'string' }, console: { type: 'string' }, sheets: { type: 'boolean', default: false } } });
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const ARGS = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--no-first-run', '--no-proxy-server'];
const NARROW = { width: 390, height: 844 };
const WIDE = { width: 1440, height: 900 };

class Camera {
  private readonly browser: Browser;
  private readonly base: string;
  private readonly out: string;
  private readonly profiles = new Map<string, BrowserContext>();
  /** What the browser's console said, once per page. */
  readonly said = new Map<string, Set<string>>();

  constructor(browser: Browser, base: string, out: string) {
    this.browser = browser;
    this.base = base;
    this.out = out;
  }

  /** One profile per login, signed in through the login page. */
  async profile(login: string): Promise<BrowserContext> {
    const known = this.profiles.get(login);
    if (known) return known;
    const context = await this.browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: WIDE });
    context.setDefaultTimeout(30_000);
    const page = await context.newPage();
    await page.goto(`${this.base}/login`);
    await page.getByLabel('账号', { exact: true }).fill(login);
    await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.waitForURL('**/home');
    // the tour is offered once; the pictures are of what stands there afterwards
    await page.getByRole('button', { name: '不用了' }).click();
    await page.close();
    this.profiles.set(login, context);
    return context;
  }

  /** Takes one state of one page; gives the file's name, or null where the page has no such state. */
  async take(one: PictureOf, state: State): Promise<string | null> {
    if (state === 'denied' && !one.denied) return null;
    if (['empty', 'large'].includes(state) && one.lists.length === 0 && !(state === 'empty' && one.empty)) return null;
    const real = state === 'empty' && one.empty;
    const login = state === 'denied' ? one.denied! : real ? (one.emptyFor ?? one.who) : one.who;
    const page = await (await this.profile(login)).newPage();
    page.on('console', (line) => (line.type() === 'error' ? this.note(one.name, line.text()) : undefined));
    page.on('pageerror', (error) => this.note(one.name, error.message));
    if (state === 'narrow') await page.setViewportSize(NARROW);
    if (!real) await inState(page, state, one.lists, one.path);
    await page.goto(`${this.base}${real || one.path}`);
    await settle(page, state);
    const file = `${one.name}-${state}.png`;
    await page.screenshot({ path: join(this.out, file) });
    await page.close();
    return file;
  }

  private note(name: string, text: string): void {
    if (/status of (4|5)\d\d|ERR_CONNECTION_FAILED/.test(text)) return;
    const set = this.said.get(name) ?? new Set<string>();
    this.said.set(name, set.add(text.slice(0, 300)));
  }

  /** The states that say little, side by side on one sheet. */
  async sheet(name: string, files: readonly string[]): Promise<void> {
    if (files.length === 0) return;
    const page = await this.browser.newPage({ viewport: { width: 1930, height: 600 } });
    const cells = files.map((file) => `<figure style="margin:0"><figcaption style="font:20px sans-serif">${file}</figcaption><img src="${file}" style="width:960px;height:600px;object-fit:contain;object-position:left top;border:1px solid #000"></figure>`);
    const html = join(this.out, `${name}.html`);
    await writeFile(html, `<meta charset="utf-8"><body style="display:grid;grid-template-columns:repeat(2,960px);gap:8px;margin:0">${cells.join('')}</body>`);
    await page.goto(pathToFileURL(html).href);
    await page.screenshot({ path: join(this.out, `sheet-${name}.png`), fullPage: true });
    await page.close();
  }
}

/** Waits until the page rests; a held-up page gets the time in which it shows that it waits. */
async function settle(page: Page, state: State): Promise<void> {
  if (state === 'loading') {
    await page.waitForSelector('.main .skeleton, .hall, form', { timeout: 30_000 }).catch(() => undefined);
    await page.waitForTimeout(400);
  }
  else {
    // a failed read is tried once more before it is told
    await page.waitForFunction(() => document.querySelector('.skeleton') === null && document.querySelector('.main h1, .main h2, .state, .hall h1, form') !== null, undefined, { timeout: 30_000, polling: 100 }).catch(() => undefined);
    await page.waitForTimeout(400);
    await page.waitForFunction(() => document.querySelector('.skeleton') === null, undefined, { timeout: 15_000, polling: 100 }).catch(() => undefined);
  }
  await page.mouse.move(0, 0);
}

async function picture(url: string, base: string, out: string): Promise<void> {
  const only = values.only?.split(',');
  const states = STATES.filter((state) => !values.states || values.states.split(',').includes(state));
  const pages = pagesOf(await subjects(url)).filter((one) => !only || only.includes(one.name));
  const browser = await chromium.launch({ executablePath: browserPath(), headless: true, args: ARGS });
  try {
    const camera = new Camera(browser, base, out);
    for (const one of pages) {
      const files: string[] = [];
      for (const state of states) {
        const file = await camera.take(one, state).catch((error: unknown) => void say(`  ${one.name} ${state}: ${String(error).split('\n')[0]}`));
        if (file) files.push(file);
      }
      if (values.sheets) await camera.sheet(one.name, files.filter((file) => !/-(normal|large)\.png$/.test(file)));
      say(`${one.name}: ${files.length}`);
    }
    for (const [name, lines] of camera.said) for (const line of lines) say(`  the browser said on ${name}: ${line}`);
  } finally {
    await browser.close();
  }
}

if (!values.out) throw new Error('--out <folder> is missing');
const out = resolve(values.out);
await mkdir(out, { recursive: true });
if (values.url) await picture(values.url, values.console ?? values.url, out);
else {
  const server = await prepare(say);
  try {
    await picture(server.url, values.console ?? `http://localhost:${new URL(server.url).port}`, out);
  } finally {
    await server.stop();
  }
}
