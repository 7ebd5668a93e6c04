import type { MikroORM } from '@mikro-orm/postgresql';
import type { ClockSetting, ClockStore } from './manual-clock.ts';
import { DemoClockRecord, InstallationRecord } from './installation.entity.ts';

/** The shared clock in table `demo_clock`, written as the system. */
export function databaseClockStore(orm: MikroORM): ClockStore {
  return {
    async isDemo() {
      return (await orm.em.fork().findOne(InstallationRecord, { isDemo: true })) !== null;
    },
    async load() {
      const row = await orm.em.fork().findOne(DemoClockRecord, { id: 1 });
      return row && { shownAt: row.shownAt, setAt: row.setAt, frozen: row.frozen };
    },
    async save(setting: ClockSetting) {
      await orm.em.fork().transactional(async (em) => {
        await em.execute(`select set_config('app.system', 'on', true)`);
        await em.upsert(DemoClockRecord, { id: 1, ...setting });
      });
    },
  };
}
