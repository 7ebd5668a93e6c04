import { Injectable } from '@nestjs/common';
import type { ReorganisationIn, ReorganisationPreview } from '@shuping/contracts';
import type { Phase, ReorganisationFacts, RunningCycle, TreeUnit } from '@shuping/domain';
import { dayOf, isUnder } from '@shuping/kernel';
import type { Stage } from '@shuping/scheme';
import type { Tx } from '../../../platform/persistence/index.ts';
import type { OrganisationRecord } from '../organisation.entity.ts';

export type Touched = ReorganisationPreview['effects'];
type Effects = Touched;
type Place = RunningCycle & { readonly orgName: string; readonly orgPath: string; readonly hostPath: string };
type Hosted = RunningCycle & { readonly hostId: string };

const BELOW = 'org_path >= ? and org_path < ?';

/** What the rules must know about an act, and what it would touch; read by the server past the row policies. */
@Injectable()
export class ReorganiseFacts {
  async of(tx: Tx, act: ReorganisationIn, row: OrganisationRecord, target: OrganisationRecord | null): Promise<ReorganisationFacts> {
    const range = [row.orgPath, `${row.orgPath}~`];
    const cycles = await this.cycles(tx, range);
    const places = act.act === 'rename' ? [] : await this.places(tx, range);
    return {
      today: dayOf(tx.now), on: act.on, unit: await this.unit(tx, row), target: target && (await this.unit(tx, target)),
      nameTaken: await this.nameTaken(tx, act, row, target), nameUnchanged: act.act === 'rename' && act.name === row.name && act.shortName === row.shortName,
      openBelow: await this.count(tx, 'select count(*)::int as n from organisation where parent_id = ? and closed_on is null', [row.id]),
      strangers: act.act === 'split' ? await this.strangers(tx, act, row) : 0,
      sectorsWithout: target ? await this.sectorsWithout(tx, range, target) : [],
      own: cycles.filter((one) => one.hostId === row.id), below: cycles.filter((one) => one.hostId !== row.id),
      elsewhere: places.filter((place) => this.leaves(act, place, row, target)),
      phases: await this.phases(tx, range),
      jobs: await this.count(tx, `select count(*)::int as n from job where ${BELOW} and state = 'running' and kind <> 'organisation.reorganise'`, range),
    };
  }

  async effects(tx: Tx, act: ReorganisationIn, row: OrganisationRecord): Promise<Effects> {
    const whole = act.act === 'move' || act.act === 'merge';
    const range = whole ? [row.orgPath, `${row.orgPath}~`] : [row.orgPath, `${row.orgPath}/`];
    const [counts] = await tx.sql<Omit<Effects, 'staying'>>(
      `select (select count(*)::int from organisation where ${BELOW}) as units, (select count(*)::int from person where ${BELOW}) as people, (select count(*)::int from account where ${BELOW}) as accounts,
        (select count(*)::int from role_grant where ${BELOW}) as grants, (select count(*)::int from appointment where ${BELOW} and to_day is null) as posts,
        (select count(*)::int from cycle where ${BELOW} and stage <> 'archive') as "cyclesRunning", (select count(*)::int from cycle where ${BELOW} and stage = 'archive') as "cyclesArchived",
        (select count(*)::int from organisation_edge where ${BELOW} and line <> 'leading' and to_day is null) as lines`,
      Array.from({ length: 8 }, () => range).flat(),
    );
    const staying = act.act === 'move' || act.act === 'merge' ? await this.count(tx, `select count(*)::int as n from assessee a where ${BELOW} and not exists (select 1 from organisation h where h.id = a.host_id and h.${BELOW.replace(' and ', ' and h.')})`, [...range, ...range]) : 0;
    return { ...counts!, staying };
  }

  private async unit(tx: Tx, row: OrganisationRecord): Promise<TreeUnit> {
    const [last] = await tx.sql<{ day: string | null }>('select max(on_day) as day from organisation_change where org_id = ?', [row.id]);
    return { id: row.id, path: row.orgPath, name: row.name, sector: row.sector, parentId: row.parentId ?? null, opensOn: row.opensOn, closedOn: row.closedOn ?? null, changedOn: last?.day ?? row.opensOn };
  }

  private cycles(tx: Tx, range: readonly string[]): Promise<Hosted[]> {
    return tx.sql<Hosted>(`select host_id as "hostId", title, stage from cycle where ${BELOW} and stage <> 'archive' order by org_path`, range);
  }

  /** Places in running cycles of hosts outside the subtree. */
  private places(tx: Tx, range: readonly string[]): Promise<Place[]> {
    return tx.sql<{ orgName: string; title: string; stage: Stage; orgPath: string; hostPath: string }>(
      `select a.org_name as "orgName", c.title, c.stage, o.org_path as "orgPath", h.org_path as "hostPath" from assessee a join cycle c on c.host_id = a.host_id and c.id = a.cycle_id
         join organisation o on o.id = a.org_id join organisation h on h.id = a.host_id
       where o.org_path >= ? and o.org_path < ? and a.included and c.stage <> 'archive' and not (h.org_path >= ? and h.org_path < ?) order by o.org_path`, [...range, ...range],
    );
  }

  /** Does the act take the assessed unit out of the reach of the host that hears it? */
  private leaves(act: ReorganisationIn, place: Place, row: OrganisationRecord, target: OrganisationRecord | null): boolean {
    if ((act.act === 'close' || act.act === 'merge') && place.orgPath === row.orgPath) return true;
    return target !== null && !isUnder(target.orgPath, place.hostPath);
  }

  private async phases(tx: Tx, range: readonly string[]): Promise<Phase[]> {
    return (await tx.sql<{ phase: Phase }>(`select distinct phase from meeting where ${BELOW}`, range)).map((one) => one.phase);
  }

  private async nameTaken(tx: Tx, act: ReorganisationIn, row: OrganisationRecord, target: OrganisationRecord | null): Promise<string | null> {
    const names = act.act === 'rename' ? [act.name] : act.act === 'move' ? [row.name] : act.act === 'split' ? act.parts.map((part) => part.name) : [];
    const twice = names.find((name, at) => names.indexOf(name) !== at);
    if (twice !== undefined) return twice;
    const parentId = act.act === 'move' ? target?.id : row.parentId;
    if (names.length === 0 || !parentId) return null;
    const [taken] = await tx.sql<{ name: string }>('select name from organisation where parent_id = ? and id <> ? and closed_on is null and name in (select jsonb_array_elements_text(?::jsonb)) limit 1', [parentId, row.id, JSON.stringify(names)]);
    return taken?.name ?? null;
  }

  private async strangers(tx: Tx, act: Extract<ReorganisationIn, { act: 'split' }>, row: OrganisationRecord): Promise<number> {
    const units = act.parts.flatMap((part) => part.unitIds);
    const people = act.parts.flatMap((part) => part.personIds);
    const known = (table: string, where: string, ids: readonly string[], value: string): Promise<number> =>
      this.count(tx, `select count(*)::int as n from ${table} where ${where} and id in (select value::uuid from jsonb_array_elements_text(?::jsonb))`, [value, JSON.stringify(ids)]);
    return units.length + people.length - (await known('organisation', 'parent_id = ?::uuid and closed_on is null', units, row.id)) - (await known('person', 'org_path = ?', people, row.orgPath));
  }

  private async sectorsWithout(tx: Tx, range: readonly string[], target: OrganisationRecord): Promise<string[]> {
    const today = dayOf(tx.now);
    const rows = await tx.sql<{ sector: string }>(
      `select distinct o.sector from organisation o where ${BELOW.replaceAll('org_path', 'o.org_path')} and o.sector <> '' and o.closed_on is null
         and exists (select 1 from sector_enablement e where e.sector = o.sector and o.org_path ^@ e.org_path and e.from_day <= ? and (e.to_day is null or e.to_day > ?))
         and not exists (select 1 from sector_enablement e where e.sector = o.sector and (? ^@ e.org_path or (o.org_path ^@ e.org_path and e.org_path ^@ ?)) and e.from_day <= ? and (e.to_day is null or e.to_day > ?)) order by o.sector`,
      [...range, today, today, target.orgPath, range[0], today, today],
    );
    return rows.map((one) => one.sector);
  }

  private async count(tx: Tx, query: string, params: readonly unknown[]): Promise<number> {
    const [row] = await tx.sql<{ n: number }>(query, params);
    return row!.n;
  }
}
