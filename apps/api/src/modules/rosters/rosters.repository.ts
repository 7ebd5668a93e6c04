import { Injectable } from '@nestjs/common';
import { can } from '@shuping/permissions';
import { dayOf } from '@shuping/kernel';
import type { AppAbility } from '@shuping/permissions';
import type { Tx } from '../../platform/persistence/index.ts';
import { OrganisationsApi } from '../organisations/index.ts';
import { PeopleApi } from '../people/index.ts';
import { RosterRecord } from './roster.entity.ts';
import type { RawRow } from './read-roster.ts';
import type { KnownWorld } from './roster.rules.ts';

type Data = Partial<Record<keyof RosterRecord, unknown>>;

/** Rosters, and what is known of the people they name. */
@Injectable()
export class RostersRepository {
  constructor(private readonly organisations: OrganisationsApi, private readonly people: PeopleApi) {}

  get(tx: Tx, id: string): Promise<RosterRecord | null> {
    return tx.em.findOne(RosterRecord, { id });
  }

  /** The roster, held until the transaction ends. */
  async hold(tx: Tx, id: string): Promise<RosterRecord | null> {
    await tx.sql('select pg_advisory_xact_lock(hashtext(?))', [`roster:${id}`]);
    return this.get(tx, id);
  }

  create(tx: Tx, data: Data): RosterRecord {
    const row = tx.em.create(RosterRecord, data as never);
    tx.em.persist(row);
    return row;
  }

  /** Units of the subtree into which the asker may import, their people and posts, and who has one of the file's staff numbers. */
  async world(tx: Tx, ability: AppAbility, rootPath: string, rows: readonly RawRow[]): Promise<KnownWorld> {
    const today = dayOf(tx.now);
    const units = (await this.organisations.subtree(tx, rootPath, today)).filter((unit) => can(ability, 'import', 'Appointment', { orgPath: unit.path, sector: unit.sector, personId: null }));
    const named = new Set(rows.map((row) => row.unit.normalize('NFKC').replace(/\s/g, '')));
    const wanted = units.filter((unit) => [unit.name, unit.shortName].some((name) => named.has(name.normalize('NFKC').replace(/\s/g, ''))));
    const posts = (await this.people.holdings(tx, wanted.map((unit) => unit.id))).filter((post) => post.to === null || post.to >= today);
    const people = await this.people.known(tx, { ids: [...new Set(posts.map((post) => post.personId))], under: rootPath, staffNumbers: [...new Set(rows.map((row) => row.staffNumber).filter((number) => number !== ''))] });
    return { units, people, posts: posts.map((post) => ({ id: post.appointmentId, orgId: post.orgId, personId: post.personId, post: post.post, from: post.from })) };
  }
}
