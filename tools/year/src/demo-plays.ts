import { demonstrationProvince } from '@shuping/fixtures/province';
import { seededRandom } from '@shuping/kernel';
import { Actor } from './client.ts';
import { COUNTY_PLANS, OPEN_BY, playCounties } from './counties/index.ts';
import { clockOf, Days, type Ticket } from './days.ts';
import { askForReports, settleDeadlines, TODAY, writeInTurns } from './demo-days.ts';
import { DEPARTMENT, HOSPITAL, type Host } from './host.ts';
import { bringIn, playProvince, SECTORS, SMALL } from './province/index.ts';
import { PASSWORD, Stage } from './stage.ts';
import { playYear, type Played, type Until } from './year.ts';

/** The day on which the demonstration's clock begins. */
export const BEGINS = '2024-10-31';

type Options = { readonly seed: number; readonly log: (line: string) => void };

/** The department, the hospital and the province's counties, side by side in common days, up to the demonstration's last day. */
export async function playAll(base: string, options: Options): Promise<void> {
  const days = new Days(BEGINS, clockOf(await Actor.signIn(base, 'admin', PASSWORD)));
  const ministry = new Stage(base, DEPARTMENT, seededRandom(options.seed), (line) => options.log(`[province] ${line}`));
  const brought = await bringIn(ministry, demonstrationProvince(seededRandom(options.seed), seededRandom(options.seed + 1)), SECTORS);
  const order = Promise.withResolvers<string>();
  // told by the county that issues it
  order.promise.catch(() => undefined);
  // nobody's days begin before everybody has a place in them
  const gate = days.join();
  const plays = [
    days.run((ticket) => department(base, options, ticket)),
    days.run((ticket) => hospital(base, options, ticket)),
    days.run((ticket) => firstCounty(base, options, ticket, brought, order.resolve)).catch((error: unknown) => { order.reject(error); throw error; }),
    playCounties(base, days, brought, { seed: options.seed, say: options.log, issued: order.promise }),
  ];
  gate.leave();
  await Promise.all(plays);
}

function years(base: string, host: Host, { seed, log }: Options, ticket: Ticket): (year: number, until?: Until) => Promise<{ stage: Stage; played: Played }> {
  let previous: Played | undefined;
  return async (year, until) => {
    const { stage, played } = await playYear(base, host, year, { seed, say: log, ticket, first: year === 2024, ...(previous ? { previous } : {}), ...(until ? { until } : {}) });
    previous = played;
    return { stage, played };
  };
}

async function department(base: string, options: Options, ticket: Ticket): Promise<void> {
  const play = years(base, DEPARTMENT, options, ticket);
  for (const year of [2024, 2025]) await play(year);
  const { stage, played } = await play(2026, 'reporting');
  await settleDeadlines(stage, played.cycle);
  await writeInTurns(stage, played);
}

async function hospital(base: string, options: Options, ticket: Ticket): Promise<void> {
  const play = years(base, HOSPITAL, options, ticket);
  for (const year of [2024, 2025]) await play(year);
  const { stage, played } = await play(2026, 'research');
  await settleDeadlines(stage, played.cycle);
  await askForReports(stage, played.cycle, played.assessees);
}

/** The county of the guided tour, as far as its meeting, which is planned for the last day. */
async function firstCounty(base: string, { seed, log }: Options, ticket: Ticket, brought: Awaited<ReturnType<typeof bringIn>>, issued: (programmeId: string) => void): Promise<void> {
  await playProvince(base, {
    ...SMALL, seed, year: 2026, until: 'meeting', openBy: OPEN_BY, brought, addressed: COUNTY_PLANS.map(({ name }) => name), ticket, say: log,
    hands: { issued, accepted: async (county, cycle) => { await settleDeadlines(county, cycle); await county.day(TODAY); } },
  });
}
