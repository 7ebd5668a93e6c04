import { seededRandom } from '@shuping/kernel';
import type { Ticket } from '../days.ts';
import { publishCity, publishProvince } from '../province/lines.ts';
import type { Brought } from '../province/world.ts';
import { MINISTRY, openAccounts, organisationOf } from '../province/world.ts';
import { Stage } from '../stage.ts';
import { hostOf } from './people.ts';
import { playCounty } from './play.ts';
import { CITIES, COUNTY_PLANS, type CountyPlan } from './plan.ts';

const SECTORS = ['township', 'agency'] as const;

type Options = { readonly seed: number; readonly say: (line: string) => void };

/** What stands above the counties: the accounts of the other cities and their layers of the running year, and the province's layers of the finished ones. */
export async function playAbove(base: string, { root }: Brought, { seed, say }: Options, days: (from: string) => Ticket): Promise<void> {
  const stageOn = (day: string): Stage => new Stage(base, hostOf(COUNTY_PLANS[0]!, 0), seededRandom(seed), (line) => say(`[province] ${line}`), days(day));
  const stage = stageOn('2024-10-31');
  const ministry = await stage.as(MINISTRY);
  for (const year of [2024, 2025]) await publishProvince(ministry, root, year, SECTORS, true);
  for (const [at, name] of CITIES.entries()) {
    if (at === 0) continue;
    const orgId = await organisationOf(ministry, name);
    await openAccounts(stage, [{ login: `shi${at + 1}-zuzhi`, name: ['', '闻鹤鸣', '桂之华'][at]!, orgId, grants: [{ role: 'scheme_editor', orgId }, { role: 'observer', orgId }] }]);
  }
  await stage.day('2026-11-01');
  for (const [at, name] of CITIES.entries()) if (at > 0) await publishCity(await stage.as(`shi${at + 1}-zuzhi`), await organisationOf(ministry, name), 2026, SECTORS);
}

/** One county besides the first one, to where it stands; what stands above it has been published and the order `programmeId` is out. */
export function playOne(base: string, plan: CountyPlan, { province }: Brought, programmeId: string, options: Options & { readonly ticket: Ticket }): Promise<void> {
  const { area } = province.units.find((unit) => unit.name === plan.name)!;
  const secretaries = province.units.filter((unit) => unit.parent === plan.name).length;
  return playCounty(base, plan, { ...options, area, secretaries, programmeId });
}
