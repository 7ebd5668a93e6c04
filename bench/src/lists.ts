import { startServer } from '@shuping/year';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { addressesOf, percentile } from './database.ts';

/** Search by name and spelling over all organisations, and a page of 50 of them in a county's scope with row policies on, against the hand-written query without policies in BEGIN + set_config, interleaved in one run. */
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
      lines.push({ organisations: size, ...(await compare(root, reader, samples)), ...(await search(reader, Math.ceil(samples / 4))) });
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
    `insert into organisation (id, org_path, sector, published_to, parent_id, name, short_name, pinyin, short_pinyin, short_initials, kind, position, opens_on, closed_on, version)
     select gen_random_uuid(), '/bench/c' || lpad((n % 20)::text, 2, '0') || '/u' || n || '/', (array['school', 'hospital', 'village'])[1 + n % 3], '', null, '第' || n || '党支部', ${PLACE} || n || '支部', 'di' || n || 'dangzhibu d' || n || 'dzb', ${SPELLED} || n || 'zhibu', ${INITIALS} || n || 'zb', 'branch', n, '2020-01-01', null, 1
     from generate_series($1::int, $2::int - 1) n`,
    [from, to],
  );
  await client.query('vacuum analyze organisation');
}

/** Names of places of two characters, in forty ways. */
const of = (words: readonly string[], step: string): string => `(array[${words.map((word) => `'${word}'`).join(', ')}])[1 + (${step}) % ${words.length}]`;
const PLACE = `(${of(['柳', '石', '青', '白', '松', '桃', '龙', '金'], 'n')} || ${of(['河', '桥', '湾', '坪', '溪'], 'n / 8')})`;
const SPELLED = `(${of(['liu', 'shi', 'qing', 'bai', 'song', 'tao', 'long', 'jin'], 'n')} || ${of(['he', 'qiao', 'wan', 'ping', 'xi'], 'n / 8')})`;
const INITIALS = `(${of(['l', 's', 'q', 'b', 's', 't', 'l', 'j'], 'n')} || ${of(['h', 'q', 'w', 'p', 'x'], 'n / 8')})`;
/** What people type: names, spellings, initials from their beginning, and now and then the middle of a name or what is not there. */
const TYPED = ['柳河', '石桥1', 'liuhe', 'qingwan12', 'lh1', 'bp', '第19', 'longxi', 'jq17', '桃湾1888支部', 'songping199', '柳溪'];
const RARE = ['999党支部', 'meiyou'];

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

/** p95 of the list's search over every organisation, row policies on: first what begins with the words, and where that does not fill a page what contains them, as the server asks. `searchRareP95ms`: of words that stand in the middle or nowhere, which no index answers. */
async function search(reader: pg.Client, samples: number): Promise<Record<string, number>> {
  const settings = { 'app.scope': '*:/bench/', 'app.scope_all': '/bench/', 'app.scope_sector': '', 'app.person': randomUUID(), 'app.circles': '/bench/', 'app.system': '' };
  const reach = "org_path >= '/bench/' and org_path < '/bench/~'";
  const begins = ['name', 'short_name', 'code', 'short_pinyin', 'short_initials'].map((column) => `(${column} >= $1 and ${column} < $1 || U&'\\+10FFFF')`).join(' or ');
  const once = async (q: string): Promise<number> => {
    const at = performance.now();
    await reader.query('begin');
    await reader.query(`select ${Object.keys(settings).map((key, i) => `set_config('${key}', $${i + 1}, true)`).join(', ')}`, Object.values(settings));
    const { rowCount } = await reader.query(`select ${COLUMNS} from organisation where ${reach} and (${begins}) order by org_path limit 51`, [q]);
    if (rowCount! < 51) await reader.query(`select ${COLUMNS} from organisation where ${reach} and (name like $1 or short_name like $1 or pinyin like $1) order by org_path limit 51`, [`%${q}%`]);
    await reader.query('commit');
    return performance.now() - at;
  };
  const times = async (words: readonly string[], rounds: number): Promise<number[]> => {
    const found: number[] = [];
    for (let i = 0; i < rounds; i += 1) found.push(await once(words[i % words.length]!));
    return found;
  };
  await times(TYPED, TYPED.length);
  const round = (n: number): number => Math.round(n * 1000) / 1000;
  return { searchP95ms: round(percentile(await times(TYPED, samples), 0.95)), searchRareP95ms: round(percentile(await times(RARE, Math.ceil(samples / 5)), 0.95)), searchLimitMs: 150 };
}
