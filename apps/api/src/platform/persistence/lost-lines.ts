import pg from 'pg';

/** How often a pool is looked over. */
const LOOK_MS = 1_000;
/** An answer that is so late is asked after. */
const LATE_MS = 2_000;
/** For a connection to be made: the packet that asks for it is sent again after one, three and seven seconds, and a machine at its limit may be slow to answer without anything being cut. */
const CONNECT_MS = 8_000;

/** A new connection of a pool gives up sooner than one waits for a free one, so that after a cut the next try is made at once. */
export class PromptClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    // a pool hides the password from copies
    super({ ...config, password: config?.password, connectionTimeoutMillis: CONNECT_MS });
  }
}

/** What every pool is given: dead lines are noticed while idle, too, and nobody waits for ever (SEC-D5). */
export const LINE_OPTIONS = { connectionTimeoutMillis: 20_000, keepAlive: true, keepAliveInitialDelayMillis: 10_000, Client: PromptClient } as const;

/** The driver has no public name for the query under way and the number of its session. */
type Line = pg.PoolClient & { readonly _activeQuery?: unknown; readonly processID?: number; readonly connection?: { readonly stream: { destroy(): void } } };

/**
 * After a cut network the kernel waits as long again as the cut lasted before it sends what is outstanding, and an answer that was lost on the way may be waited for still longer. So a query that has no answer for two seconds is asked after on
 * a connection of its own: when the server is not at work on it any more, the line is cut, what waits fails as "unavailable" and the next try takes a fresh one. A statement that merely takes long is left alone, and so is everything behind a pooler.
 */
export function cutLostLines(pool: pg.Pool, url: string): void {
  const late = new Map<Line, { readonly query: unknown; readonly since: number }>();
  const held = new Set<Line>();
  pool.on('acquire', (client) => void held.add(client as Line));
  pool.on('release', (_error, client) => void (held.delete(client as Line), late.delete(client as Line)));
  pool.on('remove', (client) => void (held.delete(client as Line), late.delete(client as Line)));
  let asking = false;
  const timer = setInterval(() => {
    if (pool.ended) return clearInterval(timer);
    const now = performance.now();
    for (const line of held) {
      const query = line._activeQuery ?? null;
      if (query === null) late.delete(line);
      else if (late.get(line)?.query !== query) late.set(line, { query, since: now });
    }
    const suspects = [...late].filter(([, { since }]) => now - since >= LATE_MS);
    if (asking || suspects.length === 0) return;
    asking = true;
    void lostOf(url, suspects.map(([line]) => line.processID ?? 0), (pids) => {
      // an answer may have come meanwhile
      const lost = suspects.filter(([line, { query }]) => pids.has(line.processID ?? 0) && line._activeQuery === query).map(([line]) => line);
      for (const line of lost) line.connection?.stream.destroy();
      return lost.map((line) => line.processID ?? 0);
    }).catch(() => undefined).finally(() => (asking = false));
  }, LOOK_MS);
  timer.unref();
}

/** Sessions among these that wait for us while we wait for them; those that `cut` gives are ended on the server as well, which would not hear of it otherwise for as long. */
async function lostOf(url: string, pids: readonly number[], cut: (lost: ReadonlySet<number>) => number[]): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'shuping-lines', connectionTimeoutMillis: CONNECT_MS, query_timeout: CONNECT_MS });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ own: number; pid: number | null }>(
      "select pg_backend_pid() as own, a.pid from (select 1) as o left join pg_stat_activity a on a.pid = any ($1) and a.usename = current_user and a.state like 'idle%' and a.state_change < clock_timestamp() - interval '1 second'", [pids],
    );
    // behind a pooler the numbers of sessions are not the server's
    if (rows[0]?.own !== (client as unknown as Line).processID) return;
    const lost = cut(new Set(rows.flatMap(({ pid }) => (pid === null ? [] : [pid]))));
    if (lost.length > 0) await client.query('select pg_terminate_backend(pid) from unnest($1::int[]) as u (pid)', [lost]);
  } finally {
    await client.end().catch(() => undefined);
  }
}
