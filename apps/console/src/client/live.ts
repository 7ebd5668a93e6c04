import type { QueryClient } from '@tanstack/react-query';

/** Topics of the server's stream, with the addresses whose answers may have changed. */
const READ_AGAIN: Readonly<Record<string, readonly string[]>> = {
  jobs: ['/jobs'],
  meetings: ['/meetings', '/cycles', '/todos'],
  reports: ['/reports', '/vetting', '/cycles', '/assessees', '/todos'],
  cycles: ['/cycles', '/assessees', '/programmes', '/todos'],
  results: ['/cycles', '/results', '/scores', '/letters', '/objections', '/todos'],
  ledger: ['/problems', '/commitments', '/cycles', '/todos'],
  actions: ['/actions', '/todos'],
  organisations: ['/organisations'],
};
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;
/** Reads that follow each other at once are done together. */
const GATHER_MS = 300;
/** Without the stream what is on the page is read again so often. */
const FALLBACK_MS = 20_000;

type Changed = { readonly all: boolean; readonly changed: readonly { readonly topic: string; readonly id?: string }[] };
type Listener = (prefixes: readonly string[]) => void;

const listeners = new Set<Listener>();
let open = false;

/** True while the stream stands: polling may then be slow. */
export function isLive(): boolean {
  return open;
}

/** Calls `listener` with address prefixes that may answer otherwise now; gives the way to stop. */
export function onChanged(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Address prefixes to read again after a message. */
export function prefixesOf(message: Changed): string[] {
  const topics = message.all ? Object.keys(READ_AGAIN) : message.changed.map((one) => one.topic);
  return [...new Set(topics.flatMap((topic) => READ_AGAIN[topic] ?? []))];
}

/** Time to wait before attempt `n`, half of it by chance, so that a restarted server is not asked by everybody at once. */
export function waitBefore(attempt: number, chance: number): number {
  const most = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(attempt, 10));
  return most / 2 + (most / 2) * chance;
}

/**
 * Holds one stream while somebody is signed in and the page is looked at, and has what it names read again: queries, and polls at once instead of at their next turn.
 * While there is no stream everything on the page is read again every 20 s. Gives the way to end it.
 */
export function listen(client: QueryClient, url: string, Source: typeof EventSource = EventSource): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let gathering: ReturnType<typeof setTimeout> | undefined;
  let attempt = 0;
  let missed = false;
  const waiting = new Set<string>();
  const readAgain = (prefixes: readonly string[]): void => void client.invalidateQueries({ predicate: (query) => prefixes.some((prefix) => String(query.queryKey[0]).startsWith(prefix)) });
  const flush = (): void => {
    gathering = undefined;
    const prefixes = [...waiting];
    waiting.clear();
    for (const listener of listeners) listener(prefixes);
    readAgain(prefixes);
  };
  const fallback = setInterval(() => {
    if (!open && !document.hidden) readAgain(prefixesOf({ all: true, changed: [] }));
  }, FALLBACK_MS);
  const changed = (prefixes: readonly string[]): void => {
    for (const prefix of prefixes) waiting.add(prefix);
    if (waiting.size > 0) gathering ??= setTimeout(flush, GATHER_MS);
  };
  const shut = (): void => {
    source?.close();
    source = null;
    open = false;
    clearTimeout(timer);
  };
  const start = (): void => {
    shut();
    if (document.hidden) return;
    const stream = new Source(url);
    source = stream;
    stream.addEventListener('open', () => {
      open = true;
      attempt = 0;
      if (missed) changed(prefixesOf({ all: true, changed: [] }));
      missed = false;
    });
    stream.addEventListener('changed', (event) => changed(prefixesOf(JSON.parse((event as MessageEvent<string>).data) as Changed)));
    stream.addEventListener('error', () => {
      shut();
      missed = true;
      timer = setTimeout(start, waitBefore(attempt, Math.random()));
      attempt += 1;
    });
  };
  const look = (): void => {
    missed ||= document.hidden;
    start();
  };
  document.addEventListener('visibilitychange', look);
  start();
  return () => {
    document.removeEventListener('visibilitychange', look);
    clearTimeout(gathering);
    clearInterval(fallback);
    shut();
  };
}
