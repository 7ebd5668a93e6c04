import type pg from 'pg';
import { HEADS, ITEMS, OPTIONS, POINTS, SLOTS } from './world.ts';

/** What was counted and entered for `assessees` people: one row of counts for each group, item and option. */
export async function fillTallies(client: pg.Client, assessees: number): Promise<number> {
  await client.query(`
    create table mark (assessee int not null, voter_group smallint not null, item smallint not null, option smallint not null, marks int not null);
    create table entered (assessee int primary key, regular int not null, research int not null, comment int not null);
    create table option_points (option smallint primary key, points int not null);
    create table score (assessee int primary key, inputs_hash text not null, figures jsonb not null, score text)`);
  await client.query(`insert into option_points select * from unnest($1::smallint[], $2::int[])`, [OPTIONS.map((_, at) => at), POINTS]);
  await client.query('insert into entered select n, 60 + n % 41, 60 + (n * 7) % 41, 60 + (n * 13) % 41 from generate_series(0, $1::int - 1) n', [assessees]);
  // three of the four counts are drawn, the last takes the rest of the group's ballots
  await client.query(
    `insert into mark
     select n, g, i, o, case o when 0 then a when 1 then b when 2 then c else h - a - b - c end
     from generate_series(0, $1::int - 1) n
     cross join unnest($2::int[]) with ordinality as gs(h, gn) cross join lateral (select (gn - 1)::int g) gx
     cross join generate_series(0, $3::int - 1) i
     cross join lateral (select h - (n * 7 + i * 3 + g) % (h / 2) - (n + i) % 3 a0, (n * 7 + i * 3 + g) % (h / 2) / 2 b, (n + i) % 3 c) x
     cross join lateral (select a0 - 1 a) y
     cross join generate_series(0, 3) o`,
    [assessees, HEADS, ITEMS.length],
  );
  await client.query('create index mark_assessee on mark (assessee)');
  await client.query('vacuum analyze mark');
  const { rows } = await client.query<{ ballots: string; least: number }>('select sum(marks) / $1 ballots, min(marks) least from mark', [ITEMS.length]);
  if (rows[0]!.least < 0 || Number(rows[0]!.ballots) !== assessees * HEADS.reduce((a, b) => a + b, 0)) throw new Error('tallies do not add up');
  return Number(rows[0]!.ballots);
}

/** The peer: points of every assessee, group and item from the same rows, by one statement, kept by the server. Seconds. */
export async function groupBySeconds(client: pg.Client): Promise<number> {
  const at = performance.now();
  await client.query(
    `create temp table peer as
     select assessee, voter_group, item, sum(marks) heads, sum(marks * points)::numeric / sum(marks) mean from mark join option_points using (option) group by assessee, voter_group, item`,
  );
  const seconds = (performance.now() - at) / 1000;
  await client.query('drop table peer');
  return seconds;
}

export type Row = { readonly assessee: number; readonly counts: readonly number[]; readonly officer: readonly number[] };

/** Counts of the assessees from `from` up to `to`, those of one assessee in the order of the slots. */
export async function readRows(client: pg.Client, from: number, to: number): Promise<Row[]> {
  const { rows } = await client.query<[number, string, number, number, number]>({
    rowMode: 'array', name: 'read-rows',
    text: `select assessee, slots, regular, research, comment from entered join (
             select assessee, array_agg((voter_group * ${ITEMS.length * OPTIONS.length} + item * ${OPTIONS.length} + option) * 1000 + marks)::text slots from mark where assessee >= $1 and assessee < $2 group by assessee
           ) m using (assessee) order by assessee`,
    values: [from, to],
  });
  return rows.map(([assessee, slots, ...officer]) => ({ assessee, counts: countsOf(slots), officer }));
}

/** Counts in their slots from `{slot × 1000 + marks,…}`, in any order. */
function countsOf(slots: string): number[] {
  const counts = new Array<number>(SLOTS).fill(0);
  for (let at = 1; at < slots.length; at += 1) {
    let packed = 0;
    for (let digit = slots.charCodeAt(at); digit >= 48 && digit <= 57; digit = slots.charCodeAt((at += 1))) packed = packed * 10 + digit - 48;
    counts[Math.floor(packed / 1000)] = packed % 1000;
  }
  return counts;
}

export type Scored = { readonly assessees: number[]; readonly hashes: string[]; readonly figures: string[]; readonly scores: (string | null)[] };

export async function storeScores(client: pg.Client, { assessees, hashes, figures, scores }: Scored): Promise<void> {
  await client.query({ name: 'store', text: 'insert into score select * from unnest($1::int[], $2::text[], $3::jsonb[], $4::text[])', values: [assessees, hashes, figures, scores] });
}
