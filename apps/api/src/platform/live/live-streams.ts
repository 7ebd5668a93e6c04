import { Injectable, type BeforeApplicationShutdown, type MessageEvent } from '@nestjs/common';
import { Observable, type Subscriber } from 'rxjs';
import { Principals, type AppPrincipal } from '../authz/principals.ts';
import { systemActor } from '../persistence/actor.ts';
import { UnitOfWork } from '../persistence/unit-of-work.ts';
import { LiveChannel } from './live-channel.ts';
import { toldOf, type Note, type Told } from './notes.ts';

const BEAT_MS = 15_000;
/** Notes are gathered for so long: many acts at once make one message, and its moment says less. */
const GATHER_MS = 250;
/** Streams of one session; the oldest makes way. */
const MOST_PER_SESSION = 8;

type Stream = { who: AppPrincipal; readonly to: Subscriber<MessageEvent>; readonly waiting: Map<string, Told>; all: boolean };

/** Open streams of this node. Each message is checked against the reader's roles of the last beat; a stream ends with its session or account. */
@Injectable()
export class LiveStreams implements BeforeApplicationShutdown {
  private readonly streams = new Set<Stream>();
  private readonly beat: NodeJS.Timeout;
  private gathering: NodeJS.Timeout | undefined;

  constructor(private readonly uow: UnitOfWork, private readonly principals: Principals, channel: LiveChannel) {
    channel.onNotes((notes) => this.gather(notes));
    this.beat = setInterval(() => void this.beatAll().catch(() => undefined), BEAT_MS).unref();
  }

  open(who: AppPrincipal): Observable<MessageEvent> {
    return new Observable<MessageEvent>((to) => {
      const mine = [...this.streams].filter((stream) => stream.who.sessionId === who.sessionId);
      if (mine.length >= MOST_PER_SESSION) mine[0]!.to.complete();
      const stream: Stream = { who, to, waiting: new Map(), all: false };
      this.streams.add(stream);
      to.next({ type: 'open', data: '{}' });
      return () => void this.streams.delete(stream);
    });
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.beat);
    clearTimeout(this.gathering);
    for (const stream of [...this.streams]) stream.to.complete();
  }

  private gather(notes: readonly Note[] | null): void {
    for (const stream of this.streams) {
      if (notes === null) stream.all = true;
      for (const note of notes ?? []) {
        const told = toldOf(stream.who, note);
        if (told) stream.waiting.set(`${told.topic} ${told.id ?? ''}`, told);
      }
    }
    this.gathering ??= setTimeout(() => this.send(), GATHER_MS).unref();
  }

  private send(): void {
    this.gathering = undefined;
    for (const stream of this.streams) {
      if (!stream.all && stream.waiting.size === 0) continue;
      stream.to.next({ type: 'changed', data: JSON.stringify({ all: stream.all, changed: [...stream.waiting.values()] }) });
      stream.waiting.clear();
      stream.all = false;
    }
  }

  /** A beat keeps proxies from closing, and takes up roles given and taken since the last one. */
  private async beatAll(): Promise<void> {
    const streams = [...this.streams];
    if (streams.length === 0) return;
    const open = new Map(await this.uow.run(systemActor('live'), async (tx) => {
      const rows = await tx.sql<{ id: string; account_id: string }>('select s.id, s.account_id from session s join account a on a.id = s.account_id where not a.disabled and s.id in (select value::uuid from jsonb_array_elements_text(?::jsonb))', [JSON.stringify([...new Set(streams.map((stream) => stream.who.sessionId))])]);
      const found: [string, AppPrincipal | null][] = [];
      for (const row of rows) found.push([row.id, await this.principals.build(tx, row.account_id, row.id)]);
      return found;
    }));
    for (const stream of streams) {
      const who = open.get(stream.who.sessionId);
      if (!who) {
        stream.to.complete();
        continue;
      }
      stream.who = who;
      stream.to.next({ type: 'beat', data: '{}' });
    }
  }
}
