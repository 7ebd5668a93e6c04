import type { Actor } from './client.ts';

/** Where one play stands: its own day, and the people who have signed in to it. */
export interface Ticket {
  readonly actors: Map<string, Promise<Actor>>;
  /** Goes on to nine in the morning of that day; earlier days leave it where it is. */
  reach(day: string): void;
  /** The header that says when a request of this play acts. */
  headers(): Readonly<Record<string, string>>;
}

const MORNING = (day: string): number => Date.parse(`${day}T09:00:00+08:00`);

/** A day of a play's own on a server whose making key it knows: plays run beside each other, each on its days, and nobody who looks on sees the clock move. */
export class OwnDay implements Ticket {
  readonly actors = new Map<string, Promise<Actor>>();
  private readonly key: string;
  private day: string;
  private since = performance.now();

  constructor(day: string, key: string) {
    this.day = day;
    this.key = key;
  }

  reach(day: string): void {
    if (day <= this.day) return;
    this.day = day;
    this.since = performance.now();
  }

  /** The day's hours pass as they do for everybody, so that what follows comes after. */
  headers(): Readonly<Record<string, string>> {
    return { 'x-shuping-moment': `${this.key} ${new Date(MORNING(this.day) + performance.now() - this.since).toISOString()}` };
  }
}
