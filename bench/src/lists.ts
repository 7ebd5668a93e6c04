import { startServer } from '@shuping/year';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { addressesOf, percentile } from './database.ts';

/** Page of 50 organisations in a county's scope with row policies on, against the hand-written query without policies in BEGIN + set_config, interleaved in one run. */
export async function benchLists({ sizes = [2_000, 20_000, 200_000], samples = 400 } = {}): Promise<Record<string, unknown>> {
  const server = await startServer({});
  const { superuser, app } = await addressesOf(server.dataDir);
  const root = new pg.Client({ connectionString: superuser });
  const reader = new pg.Client({ connectionString: app });
  await root.connect();
  await reader.connect();
  try {
    const lines: Record<string, unknown>[] = [];
    let made = 0;
    for (const size of sizes) {
      await fill(root, made, size);
      made = size;
      lines.push({ organisations: size, ...(await compare(root, reader, samples)) });
    }
    return { what: 'list of organisations in scope, page of 50', goal: 2, sizes: lines, ratio: Math.max(...lines.map((line) => line['p95ratio'] as number)) };
  } finally {
    await root.end();
    await reader.end();
    await server.stop();
  }
}

/** Organisations of one province: 20 counties of equal size. */
async function fill(client: pg.Client, from: number, to: number): Promise<void> {
  await client.query(
    `insert into organisation (id, org_path, sector, published_to, parent_id, name, short_name, pinyin, kind, position, opens_on, closed_on, version)
     select gen_random_uuid(), '/bench/c' || lpad((n % 20)::text, 2, '0') || '/u' || n || '/', (array['school', 'hospital', 'village'])[1 + n % 3], '', null, '第' || n || '党支部', '支部' || n, 'zhibu' || n, 'branch', n, '2020-01-01', null, 1
     from generate_series($1::int, $2::int - 1) n`,
    [from, to],
  );
  await client.query('vacuum analyze organisation');
}

const COLUMNS = 'id, org_path, sector, name, short_name, kind, parent_id, opens_on, closed_on, version';

async function compare(root: pg.Client, reader: pg.Client, samples: number): Promise<Record<string, number>> {
  const path = '/bench/c07/';
  const query = `select ${COLUMNS} from organisation where org_path >= $1 and org_path < $2 order by org_path limit 51`;
  const settings = { 'app.scope': `*:${path}`, 'app.scope_all': path, 'app.scope_sector': '', 'app.person': randomUUID(), 'app.circles': path, 'app.system': '' };
  const once = async (client: pg.Client): Promise<number> => {
    const at = performance.now();
    await client.query('begin');
    await client.query(`select ${Object.keys(settings).map((key, i) => `set_config('${key}', $${i + 1}, true)`).join(', ')}`, Object.values(settings));
    const { rowCount } = await client.query(query, [path, `${path}~`]);
    await client.query('commit');
    if (rowCount !== 51) throw new Error(`${rowCount} rows`);
    return performance.now() - at;
  };
  for (let i = 0; i < 50; i += 1) {
    await once(root);
    await once(reader);
  }
  const plain: number[] = [];
  const guarded: number[] = [];
  for (let i = 0; i < samples; i += 1) {
    plain.push(await once(root));
    guarded.push(await once(reader));
  }
  const round = (n: number): number => Math.round(n * 1000) / 1000;
  return { plainP50ms: round(percentile(plain, 0.5)), guardedP50ms: round(percentile(guarded, 0.5)), plainP95ms: round(percentile(plain, 0.95)), guardedP95ms: round(percentile(guarded, 0.95)), p50ratio: round(percentile(guarded, 0.5) / percentile(plain, 0.5)), p95ratio: round(percentile(guarded, 0.95) / percentile(plain, 0.95)) };
}
