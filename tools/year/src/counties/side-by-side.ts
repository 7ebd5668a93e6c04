import type { Brought } from '../province/world.ts';
import { openAccounts, organisationOf, MINISTRY } from '../province/world.ts';
import { publishCity, publishProvince } from '../province/lines.ts';
import { Stage } from '../stage.ts';
import { seededRandom } from '@shuping/kernel';
import type { Days } from '../days.ts';
import { hostOf } from './people.ts';
import { playCounty } from './play.ts';
import { CITIES, COUNTY_PLANS } from './plan.ts';

const SECTORS = ['township', 'agency'] as const;

/** All counties besides the first one, side by side, each to where it stands; the province's layers of the finished years and the cities' of the running one come before them. `issued`: the order of the running year, with the province's layers under it. */
export async function playCounties(base: string, days: Days, { province, root }: Brought, options: { readonly seed: number; readonly say: (line: string) => void; readonly issued: Promise<string> }): Promise<void> {
  const tickets = COUNTY_PLANS.map(() => days.join());
  const above = days.join();
  const stage = new Stage(base, hostOf(COUNTY_PLANS[0]!, 0), seededRandom(options.seed), (line) => options.say(`[province] ${line}`), above);
  const ministry = await stage.as(MINISTRY);
  for (const year of [2024, 2025]) await publishProvince(ministry, root, year, SECTORS, true);
  const cities = days.run(async () => {
    for (const [at, name] of CITIES.entries()) {
      if (at === 0) continue;
      const orgId = await organisationOf(ministry, name);
      await openAccounts(stage, [{ login: `shi${at + 1}-zuzhi`, name: ['', '闻鹤鸣', '桂之华'][at]!, orgId, grants: [{ role: 'scheme_editor', orgId }, { role: 'observer', orgId }] }]);
    }
    await stage.day('2026-11-01');
    const programmeId = await options.issued;
    for (const [at, name] of CITIES.entries()) if (at > 0) await publishCity(await stage.as(`shi${at + 1}-zuzhi`), await organisationOf(ministry, name), 2026, SECTORS);
    return programmeId;
  }, above);
  await Promise.all([cities, ...COUNTY_PLANS.map((plan, at) => days.run((ticket) => {
    const { area } = province.units.find((unit) => unit.name === plan.name)!;
    const secretaries = province.units.filter((unit) => unit.parent === plan.name).length;
    return playCounty(base, plan, { seed: options.seed, say: options.say, ticket, area, secretaries, issued: cities });
  }, tickets[at]))]);
}
