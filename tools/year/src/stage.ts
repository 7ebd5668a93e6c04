import type { Random } from '@shuping/kernel';
import { Actor } from './client.ts';
import type { Ticket } from './days.ts';
import type { Host } from './host.ts';

export const PASSWORD = 'Linjiang-2026';

/** The stage on which a year is played: signed-in actors, the clock, the dice. */
export class Stage {
  readonly base: string;
  readonly host: Host;
  readonly random: Random;
  readonly say: (line: string) => void;
  private readonly ticket: Ticket | undefined;
  private readonly actors: Map<string, Promise<Actor>>;
  private readonly names = new Map<string, string>();

  /** `ticket`: its own days, and who has signed in to them; without one it moves everybody's clock. */
  constructor(base: string, host: Host, random: Random, say: (line: string) => void, ticket?: Ticket) {
    this.base = base;
    this.host = host;
    this.random = random;
    this.say = say;
    this.ticket = ticket;
    this.actors = ticket?.actors ?? new Map();
  }

  /** Signs in once. */
  as(login: string): Promise<Actor> {
    let actor = this.actors.get(login);
    if (!actor) {
      actor = this.signIn(login, PASSWORD);
      this.actors.set(login, actor);
    }
    return actor;
  }

  signIn(login: string, password: string): Promise<Actor> {
    return Actor.signIn(this.base, login, password, () => this.headers());
  }

  /** What each of its requests says. */
  headers(): Readonly<Record<string, string>> {
    return this.ticket?.headers() ?? {};
  }

  /** An actor who has signed in already. */
  keep(login: string, actor: Actor): void {
    this.actors.set(login, Promise.resolve(actor));
  }

  /** Name of the person behind a login. */
  async nameOf(login: string): Promise<string> {
    let name = this.names.get(login);
    if (name === undefined) {
      name = (await (await this.as(login)).get<{ account: { name: string } }>('/api/me')).account.name;
      this.names.set(login, name);
    }
    return name;
  }

  get officer(): Promise<Actor> {
    return this.as(this.host.officer);
  }

  /** Moves the demonstration's clock to nine in the morning of a day; earlier days leave it where it is. */
  async day(day: string): Promise<void> {
    if (this.ticket) return this.ticket.reach(day);
    const admin = await this.as('admin');
    const { today } = await admin.get<{ today: string }>('/api/me');
    if (day > today) await admin.post('/api/demo/clock', { to: new Date(`${day}T09:00:00+08:00`).toISOString() }, { key: false });
  }

  async today(): Promise<string> {
    return (await (await this.officer).get<{ today: string }>('/api/me')).today;
  }

  /** Organisation by its full name. */
  async organisation(name: string): Promise<{ id: string; path: string }> {
    const list = await (await this.officer).get<{ items: { id: string; name: string; path: string }[] }>(`/api/organisations?q=${encodeURIComponent(name)}`);
    const found = list.items.find((item) => item.name === name);
    if (!found) throw new Error(`no organisation ${name}`);
    return found;
  }

  pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.random() * items.length)]!;
  }

  /** Asks until `done`, at most `seconds`. */
  async until<T>(what: string, ask: () => Promise<T>, done: (value: T) => boolean, seconds = 30): Promise<T> {
    const end = Date.now() + seconds * 1000;
    for (;;) {
      const value = await ask();
      if (done(value)) return value;
      if (Date.now() > end) throw new Error(`waited in vain for ${what}: ${JSON.stringify(value).slice(0, 500)}`);
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
  }
}

/** All items of a paged list. */
export async function all<T>(actor: Actor, path: string): Promise<T[]> {
  const items: T[] = [];
  for (let after = ''; ; ) {
    const page = await actor.get<{ items: T[]; next?: string }>(`${path}${path.includes('?') ? '&' : '?'}limit=200${after}`);
    items.push(...page.items);
    if (!page.next) return items;
    after = `&after=${encodeURIComponent(page.next)}`;
  }
}

/** Some at a time, in the order given. */
export async function abreast<T>(items: readonly T[], act: (item: T, at: number) => Promise<unknown>, count = 4): Promise<void> {
  let next = 0;
  const one = async (): Promise<void> => {
    for (let at = next++; at < items.length; at = next++) await act(items[at]!, at);
  };
  await Promise.all(Array.from({ length: Math.min(count, items.length) }, one));
}
