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

/**
 * Search in the middle of names and spellings. Operators of texts and arrays are not leakproof, so that a row policy on the searched table switches their index off. Pieces of names stand in a schema of
 * their own that only the owner enters, kept by triggers whoever writes, and are reached through `search_organisations` alone: it reads the settings that row policies read, in a condition of its own,
 * and gives ids and paths that the asker's transaction reaches. Whoever joins them to the table has the policies besides.
 *
 * Pieces of a unit: characters and pairs of its names, threes of its spelling, ones and pairs of its initials. What has all pieces of the words is looked at as a whole.
 * Whoever writes thousands of names in one transaction says so by the setting `app.index_later`: their pieces are made afterwards by `index_organisation_names`, and until then those names are looked at one by one.
 * Pieces that most units have are left out, by what the last analyze counted. `common` says that more units have the rest than are worth sorting; then a scan in the order of the tree fills a page sooner.
 * What only begins with the words is found by the table's own indexes of names, where the planner, left to itself, would walk the tree.
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
  spelled text collate "C" not null,
  indexed boolean not null
);

create function search.pieces_of(names text, spelled text) returns text[] immutable parallel safe cost 10000 language sql
  return string_to_array(${runs('names', 2)} || E'\\x01' || ${runs('spelled', 3)} || E'\\x01' || ${runs("split_part(spelled, ' ', -1)", 2)}, E'\\x01') || string_to_array(names || split_part(spelled, ' ', -1), null);

create index organisation_doc_pieces on search.organisation_doc using gin (search.pieces_of(names, spelled)) with (gin_pending_list_limit = 16384) where indexed;
create index organisation_doc_later on search.organisation_doc (org_id) where not indexed;

create function search.pieces_sought(words text, n int) returns text[] stable language sql
  return (
    with piece as (select distinct substr(words, i, least(n, length(words))) as text from generate_series(1, greatest(length(words) - n + 1, 1)) i),
         known as (select e.text, e.share from pg_stats s, unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) as e (text, share) where s.schemaname = 'search' and s.tablename = 'organisation_doc_pieces')
    select array_agg(rare.text) from (
      select p.text from piece p left join known k on k.text = p.text where words <> '' and coalesce(k.share, 0) <= ${COMMON} order by coalesce(k.share, 0) limit ${MOST_PIECES}) rare);

create function search.keep_organisations() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into search.organisation_doc as d (org_id, org_path, sector, published_to, names, spelled, indexed)
    select n.id, n.org_path, n.sector, n.published_to, n.name || E'\\n' || n.short_name, n.pinyin, coalesce(current_setting('app.index_later', true), '') = '' from written n
  on conflict (org_id) do update set org_path = excluded.org_path, sector = excluded.sector, published_to = excluded.published_to, names = excluded.names, spelled = excluded.spelled,
      indexed = case when (d.names, d.spelled) = (excluded.names, excluded.spelled) then d.indexed else excluded.indexed end
    where (d.names, d.spelled, d.org_path, d.sector, d.published_to) is distinct from (excluded.names, excluded.spelled, excluded.org_path, excluded.sector, excluded.published_to);
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
  with waiting as (select org_id from search.organisation_doc where not indexed limit most for update skip locked),
       done as (update search.organisation_doc d set indexed = true from waiting w where d.org_id = w.org_id returning 1)
  select count(*)::int from done
$$;
revoke all on function index_organisation_names from public;
grant execute on function index_organisation_names to shuping_app;

create function search_organisations(words text, spelled_words text, at_beginning boolean, behind text, under text, of_sector text, most int)
returns table (id uuid, org_path text, common boolean) language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_custom_plan set work_mem = '32MB' as $$
declare
  by_name text[] := search.pieces_sought(words, 2);
  by_spelling text[] := search.pieces_sought(spelled_words, 3);
begin
  if not at_beginning and (by_name is null or spelled_words <> '' and by_spelling is null) then
    return query select null::uuid, null::text, true;
    return;
  end if;
  return query
    with likely as materialized (
      select u.id, u.org_path, u.sector, u.published_to from public.organisation u
      where at_beginning and (u.name >= words and u.name < words || ${LAST} or u.short_name >= words and u.short_name < words || ${LAST} or u.code >= words and u.code < words || ${LAST}
        or u.short_pinyin >= spelled_words and u.short_pinyin < spelled_words || ${LAST} or u.short_initials >= spelled_words and u.short_initials < spelled_words || ${LAST})
      union all
      select d.org_id, d.org_path, d.sector, d.published_to from search.organisation_doc d
      where not at_beginning and d.indexed and search.pieces_of(d.names, d.spelled) @> by_name and strpos(d.names, words) > 0
      union all
      select d.org_id, d.org_path, d.sector, d.published_to from search.organisation_doc d
      where not at_beginning and d.indexed and search.pieces_of(d.names, d.spelled) @> by_spelling and strpos(d.names, words) = 0
        and strpos(case when length(spelled_words) < 3 then split_part(d.spelled, ' ', -1) else d.spelled end, spelled_words) > 0
      union all
      select d.org_id, d.org_path, d.sector, d.published_to from search.organisation_doc d
      where not at_beginning and not d.indexed and (strpos(d.names, words) > 0 or spelled_words <> '' and strpos(case when length(spelled_words) < 3 then split_part(d.spelled, ' ', -1) else d.spelled end, spelled_words) > 0)
      limit ${MOST_SORTED + 1}),
    all_of_them as materialized (select count(*) > ${MOST_SORTED} as common from likely)
    select null::uuid, null::text, true from all_of_them a where a.common
    union all
    (select l.id, l.org_path::text, false from likely l
     where not (select a.common from all_of_them a)
       and ((select app_system()) or l.org_path ^@ any ((select app_scope_all())::text[]) or ((l.sector || ':') || l.org_path) ^@ any ((select app_scope_sector())::text[]) or l.published_to = any ((select app_circles())::text[]))
       and l.org_path > behind and (under is null or l.org_path ^@ under) and (of_sector is null or l.sector = of_sector)
     order by l.org_path limit most);
end $$;
revoke all on function search_organisations from public;
grant execute on function search_organisations to shuping_app;
`;
