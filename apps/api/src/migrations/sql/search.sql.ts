/** Units that a search looks at before it says that its words are common (ADR 0018). */
const MOST_LOOKED_AT = 5_000;
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
 * Pieces that most units have are left out, by what the last analyze counted. `common` says that more units have the rest than are worth looking at; then a scan in the order of the tree fills a page sooner.
 */
export const SEARCH = `
create schema search;
revoke all on schema search from public;

create table search.organisation_doc (
  org_id uuid primary key,
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
  insert into search.organisation_doc as d (org_id, names, spelled, indexed)
    select n.id, n.name || E'\\n' || n.short_name, n.pinyin, coalesce(current_setting('app.index_later', true), '') = '' from written n
  on conflict (org_id) do update set names = excluded.names, spelled = excluded.spelled, indexed = excluded.indexed where (d.names, d.spelled) is distinct from (excluded.names, excluded.spelled);
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

create function search_organisations(words text, spelled_words text, behind text, under text, of_sector text, open_only boolean, most int)
returns table (id uuid, org_path text, common boolean) language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_custom_plan as $$
declare
  by_name text[] := search.pieces_sought(words, 2);
  by_spelling text[] := search.pieces_sought(spelled_words, 3);
  likely uuid[];
begin
  if by_name is null or (spelled_words <> '' and by_spelling is null) then
    return query select null::uuid, null::text, true;
    return;
  end if;
  likely := array(
    select d.org_id from search.organisation_doc d where d.indexed and search.pieces_of(d.names, d.spelled) @> by_name and strpos(d.names, words) > 0
    union all
    select d.org_id from search.organisation_doc d where d.indexed and search.pieces_of(d.names, d.spelled) @> by_spelling and strpos(case when length(spelled_words) < 3 then split_part(d.spelled, ' ', -1) else d.spelled end, spelled_words) > 0
    union all
    select d.org_id from search.organisation_doc d where not d.indexed and (strpos(d.names, words) > 0 or spelled_words <> '' and strpos(case when length(spelled_words) < 3 then split_part(d.spelled, ' ', -1) else d.spelled end, spelled_words) > 0)
    limit ${MOST_LOOKED_AT + 1});
  if cardinality(likely) > ${MOST_LOOKED_AT} then
    return query select null::uuid, null::text, true;
    return;
  end if;
  return query
    with o as materialized (select u.id, u.org_path, u.sector, u.published_to, u.closed_on from public.organisation u where u.id = any (likely))
    select o.id, o.org_path::text, false from o
    where ((select app_system()) or o.org_path ^@ any ((select app_scope_all())::text[]) or ((o.sector || ':') || o.org_path) ^@ any ((select app_scope_sector())::text[]) or o.published_to = any ((select app_circles())::text[]))
      and o.org_path > behind and (under is null or o.org_path ^@ under) and (of_sector is null or o.sector = of_sector) and (not open_only or o.closed_on is null)
    order by o.org_path limit most;
end $$;
revoke all on function search_organisations from public;
grant execute on function search_organisations to shuping_app;
`;
