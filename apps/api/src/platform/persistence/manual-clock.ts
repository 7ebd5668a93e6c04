import { AsyncLocalStorage } from 'node:async_hooks';
import { CodedError } from '../coded-error.ts';
import { Clock } from '../clock.ts';

export type ClockSetting = { readonly shownAt: Date; readonly setAt: Date; readonly frozen: boolean };

/** Reads and writes the shared clock of a demonstration. */
export interface ClockStore {
  isDemo(): Promise<boolean>;
  load(): Promise<ClockSetting | null>;
  save(setting: ClockSetting): Promise<void>;
}

const CACHE_MS = 1_000;
const acting = new AsyncLocalStorage<Date>();

/** Runs `work` at an instant of its own, whatever a demonstration's clock shows to everybody else; without one as it is. Other clocks know nothing of it. */
export function actingAt<T>(instant: Date | undefined, work: () => T): T {
  return instant === undefined ? work() : acting.run(instant, work);
}

/** Movable clock of a demonstration, shared by all nodes through the database; until somebody sets it, it shows the time of the machine. */
export class ManualClock extends Clock {
  private setting: ClockSetting | null = null;
  private loadedAt = Number.NEGATIVE_INFINITY;
  private readonly store: ClockStore;

  private constructor(store: ClockStore) {
    super();
    this.store = store;
  }

  /** Refuses (`clock.manual-needs-demo`) unless the database is marked as a demonstration, or is about to be. */
  static async open(store: ClockStore, becomesDemo = false): Promise<ManualClock> {
    if (!becomesDemo && !(await store.isDemo())) throw new CodedError('clock.manual-needs-demo', { variable: 'SHUPING_CLOCK' });
    const clock = new ManualClock(store);
    await clock.read();
    return clock;
  }

  now(): Date {
    return acting.getStore() ?? shown(this.setting, new Date());
  }

  async read(): Promise<Date> {
    if (performance.now() - this.loadedAt > CACHE_MS) {
      this.setting = await this.store.load();
      this.loadedAt = performance.now();
    }
    return this.now();
  }

  /** Moves the clock for all nodes; the others follow within a second. */
  async set(instant: Date, frozen = false): Promise<void> {
    const setting = { shownAt: instant, setAt: new Date(), frozen };
    await this.store.save(setting);
    this.setting = setting;
    this.loadedAt = performance.now();
  }
}

function shown(setting: ClockSetting | null, machine: Date): Date {
  if (!setting) return machine;
  return setting.frozen ? setting.shownAt : new Date(setting.shownAt.getTime() + machine.getTime() - setting.setAt.getTime());
}
