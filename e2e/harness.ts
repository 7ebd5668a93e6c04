import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { seededRandom } from '@shuping/kernel';
import { DEPARTMENT, PASSWORD, Stage, startServer, type Assessee, type Cycle, type OwnServer } from '@shuping/year';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Locator, type Page } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome-stable', '/usr/bin/google-chrome', '/snap/bin/chromium'];
const ARGS = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-proxy-server'];
const SHOTS = process.env['E2E_SHOTS'];
/** Characters of a page's words that a failed journey tells. */
const SHOWN = 2_000;

/** The browser: `CHROMIUM`, else the first one that the system has. */
export function browserPath(): string {
  const found = process.env['CHROMIUM'] ?? PLACES.find((path) => existsSync(path));
  if (!found) throw new Error('no Chromium found; install it or set CHROMIUM to its path');
  return found;
}

/** One server on a database of its own, one browser; every person gets a profile of their own. */
export class World {
  readonly server: OwnServer;
  readonly stage: Stage;
  /** Set once the year is open. */
  cycle: Cycle | null = null;
  assessees: Assessee[] = [];
  private readonly chromium: Browser;

  private constructor(server: OwnServer, browser: Browser) {
    this.server = server;
    this.chromium = browser;
    this.stage = new Stage(server.url, DEPARTMENT, seededRandom(2026), () => undefined);
  }

  static async open(startAt: string): Promise<World> {
    // the browser first: without one no server is left behind
    const browser = await chromium.launch({ executablePath: browserPath(), headless: true, args: ARGS });
    const server = await startServer({ startAt }).catch(async (error: unknown) => {
      await browser.close();
      throw error;
    });
    return new World(server, browser);
  }

  async close(): Promise<void> {
    await this.chromium.close();
    await this.server.stop();
  }

  get year(): { cycle: Cycle; assessees: Assessee[] } {
    if (!this.cycle) throw new Error('the year is not open yet');
    return { cycle: this.cycle, assessees: this.assessees };
  }

  /** The console is visited as localhost, the ballot as 127.0.0.1: two hosts, so that nothing of one reaches the other. */
  get console(): string {
    return `http://localhost:${new URL(this.server.url).port}`;
  }

  get ballot(): string {
    return `http://127.0.0.1:${new URL(this.server.url).port}`;
  }

  /** A profile of its own, sharing nothing with the others. Without motion: on a busy machine a press may else end on what has moved under it. */
  async profile(options: BrowserContextOptions = {}): Promise<BrowserContext> {
    const context = await this.chromium.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce', ...options });
    context.setDefaultTimeout(90_000);
    return context;
  }

  /** Signs somebody in through the login page. */
  async signIn(login: string): Promise<Page> {
    const page = await (await this.profile()).newPage();
    await page.goto(`${this.console}/login`);
    await page.getByLabel('账号', { exact: true }).fill(login);
    await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.waitForURL('**/home');
    return page;
  }

  /** Pictures of all open pages, for a journey that failed. */
  async picture(name: string): Promise<void> {
    if (!SHOTS) return;
    for (const [n, page] of this.chromium.contexts().flatMap((context) => context.pages()).entries()) await page.screenshot({ path: join(SHOTS, `failed-${name}-${n}.png`) }).catch(() => undefined);
  }

  /** Address and words of all open pages. */
  async shown(): Promise<string> {
    const pages = this.chromium.contexts().flatMap((context) => context.pages());
    const texts = await Promise.all(pages.map(async (page) => `\n--- ${page.url()}\n${await page.locator('body').innerText({ timeout: 5_000 }).catch(() => '(no answer)')}`.slice(0, SHOWN)));
    return texts.join('');
  }

  /** Ends a person's browser. */
  async leave(page: Page): Promise<void> {
    await page.context().close();
  }

  async go(page: Page, path: string): Promise<void> {
    await page.goto(`${this.console}${path}`);
  }
}

/** A picture of the page into the folder `E2E_SHOTS`, where one is named. */
export async function shot(page: Page, name: string): Promise<void> {
  if (!SHOTS) return;
  await mkdir(SHOTS, { recursive: true });
  await page.waitForLoadState('networkidle');
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(SHOTS, `${name}.png`) });
}

/** Waits until something is seen. */
export async function see(locator: Locator): Promise<void> {
  await locator.first().waitFor({ state: 'visible' });
}

/** The open dialog. */
export const dialog = (page: Page): Locator => page.getByRole('dialog');

/** Runs a journey; where it fails, the error also tells what every open page showed, and its pictures are kept. */
export async function pictured(name: string, world: World, journey: () => Promise<void>): Promise<void> {
  try {
    await journey();
  } catch (error) {
    await world.picture(name);
    throw new Error(`${name} failed; the open pages:${await world.shown()}`, { cause: error });
  }
}

/** A part of something played that a test does: whoever plays gives it and waits, the test takes it when it is due. */
export class Handover<Given extends readonly unknown[], Result> {
  private arrive!: (given: Given) => void;
  private readonly arrived = new Promise<Given>((resolve) => (this.arrive = resolve));
  private settle!: (result: Promise<Result>) => void;
  private readonly done = new Promise<Result>((resolve) => (this.settle = resolve));

  readonly give = (...given: Given): Promise<Result> => {
    this.arrive(given);
    return this.done;
  };

  /** Waits for its turn, unless what is played has failed before, and hands the result or the failure back. */
  async take(playing: Promise<unknown>, act: (...given: Given) => Promise<Result>): Promise<void> {
    const given = await Promise.race([this.arrived, playing.then(() => { throw new Error('it was played to its end without this'); })]);
    const result = act(...(given as Given));
    this.settle(result);
    await result;
  }
}
