import { defineEntity, p } from '@mikro-orm/core';
import { openRead } from './policies.ts';

const InstallationSchema = defineEntity({
  name: 'Installation',
  tableName: 'installation',
  properties: {
    id: p.uuid().primary(),
    isDemo: p.boolean().default(false),
    createdAt: p.datetime(),
  },
  ...openRead(),
});

/** The one row that says what this database is for. */
export class InstallationRecord extends InstallationSchema.class {}
InstallationSchema.setClass(InstallationRecord);

const DemoClockSchema = defineEntity({
  name: 'DemoClock',
  tableName: 'demo_clock',
  properties: {
    id: p.integer().primary().autoincrement(false),
    /** Instant that was shown when the clock was set. */
    shownAt: p.datetime(),
    /** Instant of the machine when the clock was set. */
    setAt: p.datetime(),
    /** A frozen clock stands still; otherwise it runs on from `shownAt`. */
    frozen: p.boolean().default(false),
  },
  checks: [{ name: 'demo_clock_one_row', expression: 'id = 1' }],
  ...openRead(),
});

/** The movable clock of a demonstration, shared by all nodes. */
export class DemoClockRecord extends DemoClockSchema.class {}
DemoClockSchema.setClass(DemoClockRecord);
