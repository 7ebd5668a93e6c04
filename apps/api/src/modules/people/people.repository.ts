import { Injectable } from '@nestjs/common';
import { pinyin } from 'pinyin-pro';
import type { Tx } from '../../platform/persistence/index.ts';
import { AppointmentRecord, PersonRecord } from './person.entity.ts';

type Data<T> = Partial<Record<keyof T, unknown>>;

/** The only file of the module that sees its rows. */
@Injectable()
export class PeopleRepository {
  get(tx: Tx, id: string): Promise<PersonRecord | null> {
    return tx.em.findOne(PersonRecord, { id });
  }

  find(tx: Tx, where: Record<string, unknown>, orderBy: Record<string, 'asc' | 'desc'>[], limit: number): Promise<PersonRecord[]> {
    return tx.em.find(PersonRecord, where as never, { orderBy: orderBy as never, limit });
  }

  appointment(tx: Tx, id: string): Promise<AppointmentRecord | null> {
    return tx.em.findOne(AppointmentRecord, { id });
  }

  /** Appointments that meet `where`, the latest first. */
  appointments(tx: Tx, where: Record<string, unknown>): Promise<AppointmentRecord[]> {
    return tx.em.find(AppointmentRecord, where as never, { orderBy: { fromDay: 'desc', id: 'asc' } });
  }

  /** Ids of people who hold or held a post in the organisation. */
  async holders(tx: Tx, orgId: string): Promise<string[]> {
    const rows = await tx.sql<{ person_id: string }>('select distinct person_id from appointment where org_id = ?', [orgId]);
    return rows.map((row) => row.person_id);
  }

  /** Whether somebody else kept by the organisation has this staff number; holds the number until the transaction ends. */
  async staffNumberTaken(tx: Tx, orgPath: string, staffNumber: string, exceptId: string): Promise<boolean> {
    if (staffNumber === '') return false;
    await tx.sql('select pg_advisory_xact_lock(hashtext(?))', [`staff:${orgPath}:${staffNumber}`]);
    const [other] = await tx.sql('select id from person where org_path = ? and staff_number = ? and id <> ? limit 1', [orgPath, staffNumber, exceptId]);
    return other !== undefined;
  }

  /** Whether the person holds the same post on one of these days already; keeps it for this unit of work. */
  async overlaps(tx: Tx, post: { readonly id: string; readonly personId: string; readonly orgId: string; readonly post: string; readonly from: string; readonly to: string | null }): Promise<boolean> {
    await tx.sql('select pg_advisory_xact_lock(hashtext(?))', [`appoint:${post.personId}:${post.orgId}`]);
    const [same] = await tx.sql('select id from appointment where person_id = ? and org_id = ? and post = ? and id <> ? and from_day <= ? and (to_day is null or to_day >= ?) limit 1', [post.personId, post.orgId, post.post, post.id, post.to ?? '9999-12-31', post.from]);
    return same !== undefined;
  }

  /** A new person, or new words for an existing one, with how the name is spelled. */
  newPerson(tx: Tx, data: Data<PersonRecord> & { readonly name: string }): PersonRecord {
    return tx.em.create(PersonRecord, { sex: '', ...data, ...spelling(data.name) } as never);
  }

  newAppointment(tx: Tx, data: Data<AppointmentRecord>): AppointmentRecord {
    return tx.em.create(AppointmentRecord, data as never);
  }

  async save(tx: Tx, record: PersonRecord | AppointmentRecord): Promise<void> {
    tx.em.persist(record);
    await tx.em.flush();
  }
}

/** Pinyin and initials of a name, by which it is looked up and ordered. */
export function spelling(name: string): { pinyin: string; initials: string } {
  const full = pinyin(name, { toneType: 'none', type: 'array' });
  return { pinyin: full.join('').toLowerCase().slice(0, 200), initials: full.map((one) => one.charAt(0)).join('').toLowerCase().slice(0, 60) };
}
