import type { AppointmentOut, PersonOut } from '@shuping/contracts';
import { mayOf } from '@shuping/permissions';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import type { AppointmentRecord, PersonRecord } from './person.entity.ts';

export function toAppointment(row: AppointmentRecord, who: AppPrincipal, orgName: string): AppointmentOut {
  return { id: row.id, orgId: row.orgId, orgName, post: row.post, from: row.fromDay, to: row.toDay ?? null, version: row.version, may: mayOf(who.ability, 'Appointment', row, { end: 'update' }) };
}

/** Person as the console sees it, with the visible posts, the latest first. */
export function toPerson(row: PersonRecord, who: AppPrincipal, posts: readonly AppointmentRecord[], orgNames: ReadonlyMap<string, string>): PersonOut {
  return {
    id: row.id, name: row.name, staffNumber: row.staffNumber, path: row.orgPath, version: row.version, may: mayOf(who.ability, 'Person', row, { edit: 'update' }),
    posts: posts.filter((post) => post.personId === row.id).map((post) => toAppointment(post, who, orgNames.get(post.orgId) ?? '')),
  };
}
