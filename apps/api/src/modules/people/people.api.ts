import { Injectable } from '@nestjs/common';
import type { PostHolding } from '@shuping/domain';
import type { Day, OrgPath } from '@shuping/kernel';
import { randomUUID } from 'node:crypto';
import type { Tx } from '../../platform/persistence/index.ts';
import { PeopleRepository } from './people.repository.ts';

export type PersonView = { readonly id: string; readonly name: string; readonly path: string };

/** A post held by a person from a day on, `to` null while it lasts. */
export type Holding = PostHolding;

export type KnownPerson = { readonly id: string; readonly name: string; readonly staffNumber: string };

/** Port of people and posts, under the row policies of the asking transaction. */
@Injectable()
export class PeopleApi {
  constructor(private readonly rows: PeopleRepository) {}

  async person(tx: Tx, id: string): Promise<PersonView | null> {
    const [row] = await tx.sql<PersonView>('select id, name, org_path as path from person where id = ?', [id]);
    return row ?? null;
  }

  /** All holdings of posts in the given organisations. */
  async holdings(tx: Tx, orgIds: readonly string[]): Promise<PostHolding[]> {
    if (orgIds.length === 0) return [];
    return tx.sql<PostHolding>(
      `select id as "appointmentId", person_id as "personId", org_id as "orgId", sector, post, from_day as "from", to_day as "to" from appointment where org_id in (${orgIds.map(() => '?').join(', ')}) order by from_day, id`, [...orgIds],
    );
  }

  /** All posts of some people, oldest first. */
  async holdingsOf(tx: Tx, personIds: readonly string[]): Promise<Holding[]> {
    if (personIds.length === 0) return [];
    return tx.sql<Holding>(
      `select id as "appointmentId", person_id as "personId", org_id as "orgId", sector, post, from_day as "from", to_day as "to" from appointment where person_id in (select value::uuid from jsonb_array_elements_text(?::jsonb)) order by from_day, id`, [JSON.stringify(personIds)],
    );
  }

  /** People who hold a post on a day in a subtree, by name; part of a name, of its spelling, a unit or a post narrows it. A person with several posts stands there for each. */
  async holders(tx: Tx, ask: { readonly under: OrgPath; readonly on: Day; readonly q: string; readonly limit: number }): Promise<{ personId: string; name: string; unit: string; unitPath: string; post: string }[]> {
    const like = `%${ask.q.replace(/[\\%_]/g, '\\$&')}%`;
    return tx.sql(
      `select a.person_id as "personId", p.name, coalesce(u.name, '') as unit, a.org_path as "unitPath", a.post from appointment a join person p on p.id = a.person_id left join v_unit u on u.id = a.org_id
       where a.org_path >= ? and a.org_path < ? and a.from_day <= ? and (a.to_day is null or a.to_day >= ?) and (? = '%%' or p.name like ? or p.pinyin like ? or p.initials like ? or u.name like ? or a.post like ?) order by p.name, p.id, a.id limit ?`,
      [ask.under, `${ask.under}~`, ask.on, ask.on, like, like, like, like, like, like, ask.limit],
    );
  }

  /** Names of people by id, as far as visible. */
  async names(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map();
    const rows = await tx.sql<{ id: string; name: string }>(`select id, name from person where id in (${ids.map(() => '?').join(', ')})`, [...ids]);
    return new Map(rows.map((row) => [row.id, row.name]));
  }

  /** People by id, and those kept in a subtree who have one of the staff numbers. */
  async known(tx: Tx, ask: { readonly ids: readonly string[]; readonly under: OrgPath; readonly staffNumbers: readonly string[] }): Promise<KnownPerson[]> {
    return tx.sql<KnownPerson>(
      `select id, name, staff_number as "staffNumber" from person where id in (select jsonb_array_elements_text(?::jsonb)::uuid) or (org_path >= ? and org_path < ? and staff_number in (select jsonb_array_elements_text(?::jsonb)))`,
      [JSON.stringify(ask.ids), ask.under, `${ask.under}~`, JSON.stringify(ask.staffNumbers)],
    );
  }

  /** Records a new person; the caller decided that the actor may. Gives the id. */
  record(tx: Tx, input: { readonly orgPath: OrgPath; readonly name: string; readonly staffNumber: string }): string {
    const id = randomUUID();
    tx.em.persist(this.rows.newPerson(tx, { id, ...input }));
    return id;
  }

  /** Records a post held from a day on; the caller decided that the actor may. Gives the id. */
  appoint(tx: Tx, input: { readonly personId: string; readonly orgId: string; readonly orgPath: OrgPath; readonly sector: string; readonly post: string; readonly from: Day }): string {
    const id = randomUUID();
    const { from, ...rest } = input;
    tx.em.persist(this.rows.newAppointment(tx, { id, ...rest, fromDay: from, toDay: null }));
    return id;
  }

  /** Corrects the first day of a post. */
  async moveStart(tx: Tx, appointmentId: string, from: Day): Promise<void> {
    await tx.sql('update appointment set from_day = ?, version = version + 1 where id = ?', [from, appointmentId]);
  }

  /** Enters the staff number of a person who had none. */
  async setStaffNumber(tx: Tx, personId: string, staffNumber: string): Promise<void> {
    await tx.sql(`update person set staff_number = ?, version = version + 1 where id = ? and staff_number = ''`, [staffNumber, personId]);
  }
}
