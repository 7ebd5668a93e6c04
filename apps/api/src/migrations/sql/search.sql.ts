/** Units that a search sorts before it says that its words are common (ADR 0018). */
const MOST_SORTED = 60_000;
/** After every text that begins with what stands before it, byte by byte. */
const LAST = "U&'\\+10FFFF'";
/** Share of all units above which a piece does not narrow a search, and pieces that are asked for at once. */
const COMMON = 0.25;
const MOST_PIECES = 4;

/** Runs of `n` characters of `text` that begin at every nth place, from the `offset`th on, as a list with a mark between them; made by built-in functions only, since it is asked for every name that is written. */
const runs = (text: string, n: number): string =>
  Array.from({ length: n }, (_, offset) => `regexp_replace(substr(${text}, ${offset + 1}), '(${'.'.repeat(n)})', E'\\\\1\\x01', 'g')`).join(` || E'\\x01' || `);

const begins = (word: string, from: string): string => `${from} >= ${word} and ${from} < ${word} || ${LAST}`;
const spelledLike = (d: string): string => `strpos(case when length(spelled_words) < 3 then split_part(${d}, ' ', -1) else ${d} end, spelled_words) > 0`;
const beginning = (d: string, name: string): string =>
  `${begins('words', `${d}.${name}`)} or ${begins('words', `${d}.short_name`)} or ${begins('words', `${d}.code`)} or ${begins('spelled_words', `${d}.short_pinyin`)} or ${begins('spelled_words', `${d}.short_initials`)}`;
/** What is kept of an organisation for the search, from a row of the tree; a name and its short name stand in one text, so that what the text begins with, the name begins with. */
const KEPT = 'n.id, n.org_path, n.sector, n.published_to, n.name || E\'\\n\' || n.short_name, n.short_name, n.code, n.pinyin, n.short_pinyin, n.short_initials';
/** Units whose names still wait for their place, up to a further condition. */
const WAITING = '(select distinct w.org_id from search.waiting w) w join public.organisation u on u.id = w.org_id where not exists (select from search.organisation_doc d where d.org_id = u.id)';
/** What the asker's transaction reaches of the rows `l`, behind the last one shown. */
const REACHED = `((select app_system()) or l.org_path ^@ any ((select app_scope_all())::text[]) or ((l.sector || ':') || l.org_path) ^@ any ((select app_scope_sector())::text[]) or l.published_to = any ((select app_circles())::text[]))
       and l.org_path > behind and (under is null or l.org_path ^@ under) and (of_sector is null or l.sector = of_sector)`;
const PLACE = ['org_path', 'sector', 'published_to'];
const WORDS = ['names', 'short_name', 'code', 'spelled', 'short_pinyin', 'short_initials'];
const all = (columns: readonly string[], of: string): string => `(${columns.map((one) => `${of}.${one}`).join(', ')})`;

/**
 * Search of names and spellings. Operators of texts and arrays are not leakproof, so that a row policy on the searched table switches their index off. Names and their pieces stand in a schema of
 * their own that only the owner enters, kept by triggers whoever writes, and are reached through `search_organisations` alone: it reads the settings that row policies read, in a condition of its own,
 * and gives ids and paths that the asker's transaction reaches. Whoever joins them to the table has the policies besides.
 *
 * Pieces of a unit: characters and pairs of its names, threes of its spelling, ones and pairs of its initials. What has all pieces of the words is looked at as a whole.
 * Whoever writes thousands of names in one transaction says so by the setting `app.index_later`: they wait, and get their places afterwards by `index_organisation_names`; until then they are looked at one by one.
 * Pieces that most units have are left out, by what the last analyze counted. `common` says that more units have the rest than are worth sorting; then a scan in the order of the tree fills a page sooner.
 * What begins with the words is found by indexes here as well: under the policies the planner, left to itself, would walk the tree.
 */
export const SEARCH = `
create schema search;
revoke all on schema search from public;

create table search.organisation_doc (
  org_id uuid primary key,
  org_path text collate "C" not null,
  sector text not null,
  published_to text collate "C" not null,
  names text collate "C" not null,
  short_name text collate "C" not null,
  code text collate "C" not null,
  spelled text collate "C" not null,
  short_pinyin text collate "C" not null,
  short_initials text collate "C" not null
);
create table search.waiting (org_id uuid not null);

create function search.pieces_of(names text, spelled text) returns text[] immutable parallel safe cost 10000 language sql
  return string_to_array(${runs('names', 2)} || E'\\x01' || ${runs('spelled', 3)} || E'\\x01' || ${runs("split_part(spelled, ' ', -1)", 2)}, E'\\x01') || string_to_array(names || split_part(spelled, ' ', -1), null);

create index organisation_doc_pieces on search.organisation_doc using gin (search.pieces_of(names, spelled)) with (gin_pending_list_limit = 16384);
${['names', 'short_name', 'code', 'short_pinyin', 'short_initials'].map((column) => `create index organisation_doc_${column} on search.organisation_doc (${column});`).join('\n')}

create function search.pieces_sought(words text, n int, out pieces text[], out share float8) stable language sql as $$
  with piece as (select distinct substr(words, i, least(n, length(words))) as text from generate_series(1, greatest(length(words) - n + 1, 1)) i),
       known as (select e.text, e.share from pg_stats s, unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) as e (text, share) where s.schemaname = 'search' and s.tablename = 'organisation_doc_pieces')
  select array_agg(rare.text), min(rare.share) from (
    select p.text, coalesce(k.share, 0) as share from piece p left join known k on k.text = p.text where words <> '' and coalesce(k.share, 0) <= ${COMMON} order by 2 limit ${MOST_PIECES}) rare
$$;

create function search.keep_organisations() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if coalesce(current_setting('app.index_later', true), '') = '' then
    insert into search.organisation_doc as d (org_id, ${[...PLACE, ...WORDS].join(', ')}) select ${KEPT} from written n
    on conflict (org_id) do update set ${[...PLACE, ...WORDS].map((one) => `${one} = excluded.${one}`).join(', ')} where ${all([...PLACE, ...WORDS], 'd')} is distinct from ${all([...PLACE, ...WORDS], 'excluded')};
  elsif tg_op = 'INSERT' then
    insert into search.waiting (org_id) select n.id from written n;
  else
    with fresh as (select * from (select ${KEPT} from written n) as r(org_id, ${[...PLACE, ...WORDS].join(', ')})),
         moved as (update search.organisation_doc d set ${PLACE.map((one) => `${one} = n.${one}`).join(', ')} from fresh n where d.org_id = n.org_id and ${all(WORDS, 'd')} = ${all(WORDS, 'n')} and ${all(PLACE, 'd')} <> ${all(PLACE, 'n')}),
         renamed as (delete from search.organisation_doc d using fresh n where d.org_id = n.org_id and ${all(WORDS, 'd')} <> ${all(WORDS, 'n')} returning d.org_id)
    insert into search.waiting (org_id) select r.org_id from renamed r;
  end if;
  return null;
end $$;
create function search.forget_organisations() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  delete from search.organisation_doc d using gone g where d.org_id = g.id;
  return null;
end $$;
create trigger search_added after insert on organisation referencing new table as written for each statement execute function search.keep_organisations();
create trigger search_changed after update on organisation referencing new table as written for each statement execute function search.keep_organisations();
create trigger search_removed after delete on organisation referencing old table as gone for each statement execute function search.forget_organisations();

create function index_organisation_names(most int) returns int language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  with taken as (delete from search.waiting where ctid = any (array(select w.ctid from search.waiting w limit most for update skip locked)) returning org_id),
       done as (insert into search.organisation_doc (org_id, ${[...PLACE, ...WORDS].join(', ')}) select ${KEPT} from taken s join organisation n on n.id = s.org_id on conflict (org_id) do nothing)
  select count(*)::int from taken
$$;
revoke all on function index_organisation_names from public;
grant execute on function index_organisation_names to shuping_app;

create function search_organisations(words text, spelled_words text, at_beginning boolean, behind text, under text, of_sector text, most int)
returns table (id uuid, org_path text, common boolean) language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_custom_plan set work_mem = '32MB' as $$
declare
  by_name record;
  by_spelling record;
  units float8 := (select greatest(c.reltuples, 0) from pg_class c where c.oid = 'search.organisation_doc'::regclass);
begin
  if at_beginning then
    return query
      with likely as materialized (
        select d.org_id as id, d.org_path, d.sector, d.published_to from search.organisation_doc d where ${beginning('d', 'names')}
        union all
        select u.id, u.org_path, u.sector, u.published_to from ${WAITING} and (${beginning('u', 'name')})
        limit ${MOST_SORTED + 1}),
      all_of_them as materialized (select count(*) > ${MOST_SORTED} as common from likely)
      select null::uuid, null::text, true from all_of_them a where a.common
      union all
      (select l.id, l.org_path::text, false from likely l where not (select a.common from all_of_them a) and ${REACHED} order by l.org_path limit most);
    return;
  end if;
  by_name := search.pieces_sought(words, 2);
  by_spelling := search.pieces_sought(spelled_words, 3);
  if by_name.pieces is null or spelled_words <> '' and by_spelling.pieces is null or units * greatest(by_name.share, by_spelling.share) > ${MOST_SORTED} then
    return query select null::uuid, null::text, true;
    return;
  end if;
  return query
    select l.id, l.org_path::text, false from (
      select d.org_id as id, d.org_path, d.sector, d.published_to from search.organisation_doc d
      where search.pieces_of(d.names, d.spelled) @> by_name.pieces and strpos(d.names, words) > 0
      union all
      select d.org_id, d.org_path, d.sector, d.published_to from search.organisation_doc d
      where search.pieces_of(d.names, d.spelled) @> by_spelling.pieces and strpos(d.names, words) = 0 and ${spelledLike('d.spelled')}
      union all
      select u.id, u.org_path, u.sector, u.published_to from ${WAITING} and (strpos(u.name || E'\\n' || u.short_name, words) > 0 or spelled_words <> '' and ${spelledLike('u.pinyin')})) l
    where ${REACHED}
    order by l.org_path limit most;
end $$;
revoke all on function search_organisations from public;
grant execute on function search_organisations to shuping_app;
`;
