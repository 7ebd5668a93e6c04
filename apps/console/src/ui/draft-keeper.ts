import { del, get, set } from 'idb-keyval';
import { asProblem, type ApiProblem } from '../client/problem.ts';

export type SaveState = 'clean' | 'dirty' | 'saving' | 'saved' | 'offline' | 'conflict' | 'failed';
/** Where unsent text waits on this machine. */
export type DraftStore = { readonly get: <T>(key: string) => Promise<T | undefined>; readonly set: (key: string, value: unknown) => Promise<void>; readonly del: (key: string) => Promise<void> };
const indexedDb: DraftStore = { get, set, del };
type Draft<T> = { readonly value: T; readonly version: number; readonly at: number };

export type AutosaveOptions<T> = {
  /** Unique per record and person, e.g. `report:7`. */
  readonly key: string;
  /** Record as the server has it. */
  readonly initial: T;
  readonly version: number;
  readonly save: (value: T, version: number) => Promise<{ readonly version: number }>;
  /** Reads the other side out of a 409 answer's `current`. */
  readonly theirs?: (current: unknown) => { readonly value: T; readonly version: number } | undefined;
  readonly delayMs?: number;
  /** IndexedDB unless a test brings its own. */
  readonly drafts?: DraftStore;
};

export type Snapshot<T> = {
  readonly value: T;
  readonly version: number;
  readonly state: SaveState;
  readonly savedAt: number | undefined;
  readonly problem: ApiProblem | undefined;
  /** Text of an earlier visit that never reached the server. */
  readonly local: Draft<T> | undefined;
  readonly other: { readonly value: T; readonly version: number } | undefined;
};

/** Keeps one text safe: on this machine with every change, on the server after a pause; never writes over somebody else's version by itself. */
export class DraftKeeper<T> {
  options: AutosaveOptions<T>;
  dirty = false;
  private snapshot: Snapshot<T>;
  private busy: Promise<void> | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly listeners = new Set<() => void>();
  private readonly drafts: DraftStore;
  private readonly place: string;

  constructor(options: AutosaveOptions<T>) {
    this.options = options;
    this.drafts = options.drafts ?? indexedDb;
    this.place = `draft:${options.key}`;
    this.snapshot = { value: options.initial, version: options.version, state: 'clean', savedAt: undefined, problem: undefined, local: undefined, other: undefined };
  }

  readonly now = (): Snapshot<T> => this.snapshot;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private set(patch: Partial<Snapshot<T>>): void {
    this.snapshot = { ...this.snapshot, ...patch };
    for (const listener of this.listeners) listener();
  }

  /** Looks for text that an earlier visit left on this machine. */
  async look(): Promise<void> {
    const local = await this.drafts.get<Draft<T>>(this.place);
    if (local && !this.dirty && JSON.stringify(local.value) !== JSON.stringify(this.snapshot.value)) this.set({ local });
  }

  /** Takes a later state of the record that was read again, unless something of mine is unsaved: then both sides are shown at the next save. */
  adopt(): void {
    const { initial, version } = this.options;
    if (this.dirty || this.busy || this.snapshot.state === 'conflict' || version <= this.snapshot.version) return;
    this.set({ value: initial, version, state: 'clean' });
  }

  readonly change = (value: T): void => {
    this.dirty = true;
    this.set({ value, local: undefined, ...(this.snapshot.state === 'conflict' ? {} : { state: 'dirty' as const }) });
    void this.drafts.set(this.place, { value, version: this.snapshot.version, at: Date.now() } satisfies Draft<T>);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), this.options.delayMs ?? 2_000);
  };

  /** Saves what is unsaved, one request at a time; does nothing while a conflict is open. */
  readonly flush = async (): Promise<void> => {
    clearTimeout(this.timer);
    while (this.busy) await this.busy;
    if (!this.dirty || this.snapshot.state === 'conflict') return;
    this.dirty = false;
    this.set({ state: 'saving' });
    this.busy = this.send();
    await this.busy;
  };

  private async send(): Promise<void> {
    try {
      const { version } = await this.options.save(this.snapshot.value, this.snapshot.version);
      this.set({ version, savedAt: Date.now(), problem: undefined, state: this.dirty ? 'dirty' : 'saved' });
      if (!this.dirty) await this.drafts.del(this.place);
    } catch (thrown) {
      const problem = asProblem(thrown);
      this.dirty = true;
      this.set({ problem, state: problem.stale ? 'conflict' : problem.status === 0 ? 'offline' : 'failed', other: problem.stale ? this.options.theirs?.(problem.current) : undefined });
    } finally {
      this.busy = undefined;
    }
  }

  readonly dropLocal = (): void => {
    this.set({ local: undefined });
    void this.drafts.del(this.place);
  };

  /** Ends a conflict by writing mine on top of the other side's version. */
  readonly keepMine = (): void => {
    this.set({ state: 'dirty', problem: undefined, version: this.snapshot.other?.version ?? this.snapshot.version + 1, other: undefined });
    void this.flush();
  };

  /** Ends a conflict by forgetting mine. */
  readonly takeTheirs = (): void => {
    const { other } = this.snapshot;
    if (!other) return;
    this.dirty = false;
    clearTimeout(this.timer);
    this.set({ value: other.value, version: other.version, state: 'clean', problem: undefined, other: undefined });
    void this.drafts.del(this.place);
  };
}
