import { demonstrationProvince } from '@shuping/fixtures/province';
import { seededRandom } from '@shuping/kernel';
import { COUNTY_PLANS, FIRST_COUNTY, OPEN_BY, playAbove, playOne } from './counties/index.ts';
import { OwnDay } from './days.ts';
import { askForReports, settleDeadlines, TODAY, writeInTurns } from './demo-days.ts';
import { DEPARTMENT, HOSPITAL, type Host } from './host.ts';
import { ABOVE, REST } from './locales/words.ts';
import { bringIn, playProvince, SECTORS, SMALL, type Brought } from './province/index.ts';
import { abreast, Stage } from './stage.ts';
import { playYear, type Played, type Until } from './year.ts';

/** The day on which the oldest of the demonstration's years begins. */
export const BEGINS = '2024-10-31';

/** `key`: the making key of the server at `base`, on whose clock every play takes days of its own. */
export type Making = { readonly base: string; readonly key: string; readonly seed: number; readonly log: (line: string) => void };
/** A part of the demonstration that is made by itself. */
export type Part = { readonly name: string; readonly play: () => Promise<unknown> };

/** So many counties are played at once: more would only make those wait who look at the demonstration meanwhile. */
const ABREAST = 2;

/** What the logins of the sign-in page see first: the department, the hospital and the first county up to the last day. Gives what could not be made and what is left to be made; throws where nothing could be. */
export async function playFirst(making: Making): Promise<{ failed: readonly string[]; rest: readonly Part[] }> {
  await showToday(making);
  const { base, seed, log } = making;
  const ministry = new Stage(base, DEPARTMENT, seededRandom(seed), (line) => log(`[province] ${line}`), days(making)());
  const brought = bringIn(ministry, demonstrationProvince(seededRandom(seed), seededRandom(seed + 1)), SECTORS);
  let order: string | undefined;
  const county = async (): Promise<void> => firstCounty(making, await brought, (programmeId) => (order = programmeId));
  const parts = [{ name: FIRST_COUNTY, play: county }, { name: DEPARTMENT.orgName, play: () => department(making) }, { name: HOSPITAL.orgName, play: () => hospital(making) }];
  const failed = await played(parts, log, parts.length);
  if (failed.length === parts.length) throw new Error(failed.join(', '));
  return order === undefined ? { failed: [...failed, REST], rest: [] } : { failed, rest: restOf(making, await brought, order) };
}

/** Plays what is left, first what stands above the counties. Gives the names of what could not be made. */
export async function playRest(rest: readonly Part[], log: (line: string) => void, done: (name: string) => void): Promise<readonly string[]> {
  const failed = await played(rest.slice(0, 1), log, 1, done);
  return failed.length > 0 ? rest.map(({ name }) => name) : played(rest.slice(1), log, ABREAST, done);
}

/** Plays parts, some at a time, in their order; one that fails is told in a line, and the others go on. Gives the names of those that failed. */
export async function played(parts: readonly Part[], log: (line: string) => void, count: number, done: (name: string) => void = () => undefined): Promise<readonly string[]> {
  const failed: string[] = [];
  const one = async ({ name, play }: Part): Promise<void> => {
    try {
      await play();
      done(name);
    } catch (error) {
      failed.push(name);
      log(`[${name}] ${(error instanceof Error ? error.message : String(error)).split('\n')[0]!.slice(0, 300)}`);
    }
  };
  await abreast(parts, one, count);
  return failed;
}

function restOf(making: Making, brought: Brought, order: string): Part[] {
  const silent = { seed: making.seed, say: () => undefined };
  // those with finished years behind them take longest and come last
  const plans = [...COUNTY_PLANS].sort((a, b) => Number(a.before ?? false) - Number(b.before ?? false));
  return [
    { name: ABOVE, play: () => playAbove(making.base, brought, silent, days(making)) },
    ...plans.map((plan) => ({ name: plan.name, play: () => playOne(making.base, plan, brought, order, { ...silent, ticket: days(making)() }) })),
    // last of all: as long as it is under way its office finds it on its desk
    ...[HOSPITAL, DEPARTMENT].map((host) => ({ name: `${host.orgName} 2024`, play: earlier(making, host) })),
  ];
}

const days = ({ key }: Making) => (from: string = BEGINS): OwnDay => new OwnDay(from, key);

/** Everybody who looks at the demonstration sees its last day from the beginning. */
async function showToday({ base, seed }: Making): Promise<void> {
  await new Stage(base, DEPARTMENT, seededRandom(seed), () => undefined).day(TODAY);
}

function years(making: Making, host: Host): (year: number, until?: Until) => Promise<{ stage: Stage; played: Played }> {
  const ticket = days(making)();
  let previous: Played | undefined;
  return async (year, until) => {
    const { stage, played: now } = await playYear(making.base, host, year, { seed: making.seed, say: making.log, ticket, first: previous === undefined, ...(previous ? { previous } : {}), ...(until ? { until } : {}) });
    previous = now;
    return { stage, played: now };
  };
}

async function department(making: Making): Promise<void> {
  const play = years(making, DEPARTMENT);
  await play(2025);
  const { stage, played: now } = await play(2026, 'reporting');
  await settleDeadlines(stage, now.cycle);
  await writeInTurns(stage, now);
}

async function hospital(making: Making): Promise<void> {
  const play = years(making, HOSPITAL);
  await play(2025);
  const { stage, played: now } = await play(2026, 'research');
  await settleDeadlines(stage, now.cycle);
  await askForReports(stage, now.cycle, now.assessees);
}

/** The year before those that are looked at first; it stands by itself, since what came after it is there already. */
const earlier = (making: Making, host: Host) => (): Promise<unknown> => playYear(making.base, host, 2024, { seed: making.seed, say: () => undefined, ticket: days(making)(), first: true, alone: true });

/** The county of the guided tour, as far as its meeting, which is planned for the last day. */
async function firstCounty(making: Making, brought: Brought, issued: (programmeId: string) => void): Promise<void> {
  await playProvince(making.base, {
    ...SMALL, seed: making.seed, year: 2026, until: 'meeting', openBy: OPEN_BY, brought, addressed: COUNTY_PLANS.map(({ name }) => name), ticket: days(making)(), say: making.log,
    hands: { issued, accepted: async (county, cycle) => { await settleDeadlines(county, cycle); await county.day(TODAY); } },
  });
}
