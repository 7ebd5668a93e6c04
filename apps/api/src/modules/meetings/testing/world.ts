import { randomUUID } from 'node:crypto';
import { canonicalJson, sha256Hex } from '@shuping/kernel';
import { school } from '@shuping/plugin-school';
import type { Scheme, Stage } from '@shuping/scheme';
import { systemActor } from '../../../platform/persistence/index.ts';
import { signedIn, type BootedApp, type TestPerson } from '../../../testing/index.ts';
import { AssesseeRecord, CycleRecord } from '../../cycles/cycle.entity.ts';
import { EffectiveSchemeRecord } from '../../schemes/scheme.entity.ts';

const ACTOR = systemActor('spec');

export type World = { readonly cycleId: string; readonly hostId: string; readonly path: string; readonly assessees: readonly { readonly id: string; readonly personId: string }[]; readonly officer: TestPerson; readonly clerk: TestPerson; readonly scrutineers: readonly [TestPerson, TestPerson]; readonly secretary: TestPerson };

/** A host's cycle in the meeting stage with a frozen scheme, the school sector's when none is given, and the people who run its meeting. */
export async function worldOf(booted: BootedApp, options: { readonly debriefs?: number; readonly stage?: Stage; readonly scheme?: Scheme } = {}): Promise<World> {
  const path = `/${randomUUID().slice(0, 8)}/`;
  const [cycleId, hostId] = [randomUUID(), randomUUID()];
  const scheme = options.scheme ?? school.scheme;
  const hash = sha256Hex(canonicalJson(scheme));
  const assessees = Array.from({ length: options.debriefs ?? 3 }, () => ({ id: randomUUID(), personId: randomUUID(), orgId: randomUUID() }));
  await booted.uow.run(ACTOR, async (tx) => {
    if (!(await tx.em.findOne(EffectiveSchemeRecord, { hash }))) tx.em.persist(tx.em.create(EffectiveSchemeRecord, { hash, sector: 'school', engine: 'test', scheme: scheme as never, provenance: {}, layers: [] } as never));
    tx.em.persist(tx.em.create(CycleRecord, {
      hostId, id: cycleId, orgPath: path, publishedTo: path, period: '2026', year: 2026, title: '2026', hostName: '机电工程系', periodStart: '2026-01-01', periodEnd: '2026-12-31', stage: options.stage ?? 'vetting', calendar: {}, schemes: { school: hash }, previousCycleId: null, publicityFrom: null, publicityEnds: null,
    } as never));
    assessees.forEach((a, position) => tx.em.persist(tx.em.create(AssesseeRecord, {
      hostId, id: a.id, orgPath: `${path}b${position}/`, sector: 'school', cycleId, orgId: a.orgId, personId: a.personId, appointmentId: null, orgName: `第${position + 1}党支部`, personName: `书记${position + 1}`, post: '党支部书记', pathThen: '', included: true, position, facts: {}, listedTo: '',
    } as never)));
    await tx.em.flush();
  });
  const grant = (role: string, at = path) => signedIn(booted, { path: at, grants: [{ role, path: at }] });
  return { cycleId, hostId, path, assessees, officer: await grant('host_officer'), clerk: await grant('clerk'), scrutineers: [await grant('scrutineer'), await grant('scrutineer')], secretary: await grant('secretary', `${path}b0/`) };
}

/** Takes everybody off the agendas of a cycle's meetings, so that the next one of the same people can be planned. */
export function freeAgendas(booted: BootedApp, cycleId: string): Promise<unknown> {
  return booted.uow.run(ACTOR, (tx) => tx.sql('delete from agenda_item where meeting_id in (select id from meeting where cycle_id = ?)', [cycleId]));
}
