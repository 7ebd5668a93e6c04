import type { Actor } from './client.ts';

type Waiting = { readonly day: string; readonly go: () => void; readonly fail: (error: unknown) => void };

/** One play's place in the common days. */
export type Ticket = { /** Comes back on that day; at once where it has come already. */ reach(day: string): Promise<void>; /** The others do not wait for this play any more. */ leave(): void };

/**
 * The days of one clock that several plays share: each says which day it waits for, and when all of them wait the clock goes on to the earliest of these days. So plays run side by side and
 * each finds the days that it would find alone.
 */
export class Days {
  private readonly waiting = new Map<number, Waiting>();
  private readonly move: (day: string) => Promise<void>;
  private today: string;
  private playing = 0;
  private tickets = 0;

  constructor(today: string, move: (day: string) => Promise<void>) {
    this.today = today;
    this.move = move;
  }

  /** A place for one more play; take all places before the first play begins, or from within a play that runs. */
  join(): Ticket {
    const id = (this.tickets += 1);
    let here = true;
    this.playing += 1;
    return {
      reach: (day) => (day <= this.today ? Promise.resolve() : new Promise((go, fail) => { this.waiting.set(id, { day, go, fail }); void this.turn(); })),
      leave: () => {
        if (!here) return;
        here = false;
        this.playing -= 1;
        void this.turn();
      },
    };
  }

  /** Runs a play in a place of its own, which it leaves at its end. */
  async run<T>(play: (ticket: Ticket) => Promise<T>, ticket = this.join()): Promise<T> {
    try {
      return await play(ticket);
    } finally {
      ticket.leave();
    }
  }

  private async turn(): Promise<void> {
    if (this.playing === 0 || this.waiting.size < this.playing) return;
    const day = [...this.waiting.values()].map((one) => one.day).sort()[0]!;
    try {
      await this.move(day);
    } catch (error) {
      for (const one of this.waiting.values()) one.fail(error);
      return;
    }
    this.today = day;
    for (const [id, one] of [...this.waiting]) {
      if (one.day > day) continue;
      this.waiting.delete(id);
      one.go();
    }
  }
}

/** Moves the demonstration's clock to nine in the morning of a day. */
export const clockOf = (admin: Actor) => async (day: string): Promise<void> => {
  await admin.post('/api/demo/clock', { to: new Date(`${day}T09:00:00+08:00`).toISOString() }, { key: false });
};
