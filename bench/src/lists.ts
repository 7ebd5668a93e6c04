import { startServer } from '@shuping/year';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { addressesOf, median, percentile } from './database.ts';

/** Search over HTTP by names, spellings and initials, from their beginning and in their middle; and a page of 50 in a county's scope with row policies on, against the hand-written query without policies in BEGIN + set_config, interleaved in one run. */
export async function benchLists({ sizes = [2_000, 20_000, 200_000], samples = 400, rounds = 5 } = {}): Promise<Record<string, unknown>> {
  const server = await startServer({});
  const { superuser, app } = await addressesOf(server.dataDir);
  const root = new pg.Client({ connectionString: superuser });
  const reader = new pg.Client({ connectionString: app });
  await root.connect();
  await reader.connect();
  try {
    const { rows: [top] } = await root.query<{ path: string }>('select org_path as path from organisation where parent_id is null order by org_path limit 1');
    const province = top!.path;
    const lines: Record<string, unknown>[] = [];
    let made = 0;
    for (const size of sizes) {
      await fill(root, province, made, size);
      made = size;
      lines.push({ organisations: size, ...(await compare(root, reader, { path: `${province}c07/`, samples, rounds })), ...(await search(server.url, samples)) });
    }
    const p95s = lines.map((line) => line['guardedP95ms'] as number);
    const slowest = Math.max(...lines.flatMap((line) => [line['searchP95ms'] as number, line['searchMiddleP95ms'] as number]));
    const [ratio, growth] = [Math.max(...lines.map((line) => line['p95ratio'] as number)), growthOf(p95s)];
    return {
      what: 'list of organisations in scope, page of 50', goal: GOAL, sizes: lines, ratio, growth, growthLimit: GROWTH_LIMIT, searchP95ms: slowest, searchLimitMs: SEARCH_LIMIT_MS,
      reached: ratio <= GOAL && growth <= GROWTH_LIMIT && slowest <= SEARCH_LIMIT_MS,
    };
  } finally {
    await root.end();
    await reader.end();
    await server.stop();
  }
}

/** Organisations below the province: 20 counties of equal size. */
async function fill(client: pg.Client, province: string, from: number, to: number): Promise<void> {
  await client.query(
    `insert into organisation (id, org_path, sector, published_to, parent_id, name, short_name, pinyin, short_pinyin, short_initials, kind, position, opens_on, closed_on, version)
     select gen_random_uuid(), $3::text || 'c' || lpad((n % 20)::text, 2, '0') || '/u' || n || '/', (array['school', 'hospital', 'village'])[1 + n % 3], '', null, '中共' || ${PLACE} || '镇第' || n || '党支部', ${PLACE} || n || '支部', 'zhonggong' || ${SPELLED} || 'zhendi' || n || 'dangzhibu zg' || ${INITIALS} || 'zd' || n || 'dzb', ${SPELLED} || n || 'zhibu', ${INITIALS} || n || 'zb', 'branch', n, '2020-01-01', null, 1
     from generate_series($1::int, $2::int - 1) n`,
    [from, to, province],
  );
  await client.query('vacuum analyze organisation');
  await client.query('vacuum analyze search.organisation_doc');
}

/** Names of places of two characters, in forty ways. */
const of = (words: readonly string[], step: string): string => `(array[${words.map((word) => `'${word}'`).join(', ')}])[1 + (${step}) % ${words.length}]`;
const PLACE = `(${of(['柳', '石', '青', '白', '松', '桃', '龙', '金'], 'n')} || ${of(['河', '桥', '湾', '坪', '溪'], 'n / 8')})`;
const SPELLED = `(${of(['liu', 'shi', 'qing', 'bai', 'song', 'tao', 'long', 'jin'], 'n')} || ${of(['he', 'qiao', 'wan', 'ping', 'xi'], 'n / 8')})`;
const INITIALS = `(${of(['l', 's', 'q', 'b', 's', 't', 'l', 'j'], 'n')} || ${of(['h', 'q', 'w', 'p', 'x'], 'n / 8')})`;
/** What people type: names, spellings and initials from their beginning; the same from their middle, pairs of characters among them, and what is not there. */
const TYPED = ['柳河', '石桥1', 'liuhe', 'qingwan12', 'lh1', 'bp', '中共青', 'longxi', 'jq17', '桃湾1888支部', 'songping199', '柳溪'];
const MIDDLE = ['999党支部', '龙桥镇第1', '河镇', '9党', '党支部', '湾镇第19', '溪镇', 'hezhen', 'xizhendi17', 'bpzd', 'tqz', 'wanzhendi1888', 'meiyou', '没有'];
const OFFICE = { login: 'shengzuzhi', password: 'Linjiang-2026' };
const GOAL = 2;
const GROWTH_LIMIT = 1.3;
const SEARCH_LIMIT_MS = 150;

const COLUMNS = 'id, org_path, sector, name, short_name, kind, parent_id, opens_on, closed_on, version';

/** The median of the rounds' p95, so that one second of other work on the machine does not decide. */
async function compare(root: pg.Client, reader: pg.Client, { path, samples, rounds }: { readonly path: string; readonly samples: number; readonly rounds: number }): Promise<Record<string, number>> {
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
  // a cold client and cold connections would make the first size the slowest
  for (let i = 0; i < samples; i += 1) {
    await once(root);
    await once(reader);
  }
  const p50s: [number[], number[]] = [[], []];
  const p95s: [number[], number[]] = [[], []];
  for (let at = 0; at < rounds; at += 1) {
    const times: [number[], number[]] = [[], []];
    for (let i = 0; i < samples; i += 1) {
      times[0].push(await once(root));
      times[1].push(await once(reader));
    }
    for (const side of [0, 1] as const) {
      p50s[side].push(median(times[side]));
      p95s[side].push(percentile(times[side], 0.95));
    }
  }
  const [plain, guarded] = [median(p50s[0]), median(p50s[1])];
  const [plain95, guarded95] = [median(p95s[0]), median(p95s[1])];
  return { plainP50ms: round(plain), guardedP50ms: round(guarded), plainP95ms: round(plain95), guardedP95ms: round(guarded95), p50ratio: round(guarded / plain), p95ratio: round(guarded95 / plain95) };
}

const round = (n: number): number => Math.round(n * 1000) / 1000;

/** Greatest figure of a larger size ÷ that of a smaller one, sizes in their order; below 1 where the machine became quicker meanwhile. */
function growthOf(figures: readonly number[]): number {
  return round(Math.max(...figures.flatMap((small, at) => figures.slice(at + 1).map((large) => large / small))));
}

/** p95 of the list's search over every organisation, as the province's office asks the server for it: what begins with the words, and what only contains them. */
async function search(url: string, samples: number): Promise<Record<string, number>> {
  const session = await fetch(`${url}/api/session`, { method: 'POST', headers: { 'x-shuping': '1', 'content-type': 'application/json' }, body: JSON.stringify(OFFICE) });
  const cookie = session.headers.get('set-cookie')!.split(';')[0]!;
  const once = async (q: string): Promise<number> => {
    const at = performance.now();
    const answer = await fetch(`${url}/api/organisations?limit=50&q=${encodeURIComponent(q)}`, { headers: { cookie, 'x-shuping': '1' } });
    await answer.arrayBuffer();
    if (answer.status !== 200) throw new Error(`${q}: ${answer.status}`);
    return performance.now() - at;
  };
  const times = async (words: readonly string[]): Promise<number[]> => {
    for (const word of words) await once(word);
    const found: number[] = [];
    for (let i = 0; i < samples; i += 1) found.push(await once(words[i % words.length]!));
    return found;
  };
  const [begins, middle] = [await times(TYPED), await times(MIDDLE)];
  return { searchP50ms: round(median(begins)), searchP95ms: round(percentile(begins, 0.95)), searchMiddleP50ms: round(median(middle)), searchMiddleP95ms: round(percentile(middle, 0.95)) };
}
