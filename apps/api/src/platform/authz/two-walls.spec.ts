import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { MikroORM } from '@mikro-orm/postgresql';
import { randomUUID } from 'node:crypto';
import { seededRandom } from '@shuping/kernel';
import { abilityFor, can, CORE_ROLES, scopeOf, SUBJECT_COLUMNS, whereFor, type Grant, type Subject } from '@shuping/permissions';
import { AppointmentRecord } from '../../modules/people/person.entity.ts';
import { bootApp, type BootedApp } from '../../testing/index.ts';
import { systemActor, type Principal } from '../persistence/index.ts';

const PATHS = ['/a1/', '/a1/b2/', '/a1/b20/', '/a1/b2/c3/', '/a10/', '/a10/b2/', '/z/'];
const SECTORS = ['school', 'hospital', ''];
const TODAY = '2026-06-01';
const random = seededRandom(20260601);
const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
const people = Array.from({ length: 5 }, () => randomUUID());

let booted: BootedApp;
beforeAll(async () => {
  booted = await bootApp();
  await booted.uow.run(systemActor('spec'), (tx) => {
    for (let i = 0; i < 200; i += 1) {
      tx.em.persist(tx.em.create(AppointmentRecord, { id: randomUUID(), orgPath: pick(PATHS), sector: pick(SECTORS), orgId: randomUUID(), personId: pick(people), post: 'secretary', fromDay: '2020-01-01', version: 1 }));
    }
    return Promise.resolve();
  });
});
afterAll(() => booted.close());

function someone(): Principal {
  const grants = Array.from({ length: Math.floor(random() * 4) }, (): Grant => ({
    role: pick(['host_officer', 'observer', 'org_admin', 'secretary', 'system_admin']), path: pick(PATHS), sectors: random() < 0.4 ? '*' : [pick(['school', 'hospital'])],
    ...(random() < 0.2 ? { to: '2026-05-31' } : {}),
  }));
  const personId = pick(people);
  const ability = abilityFor({ grants, personId, circles: [], roles: CORE_ROLES, today: TODAY });
  return { kind: 'person', accountId: randomUUID(), sessionId: '', personId, name: 'x', scope: scopeOf(grants, TODAY) as Principal['scope'], circles: [], ability };
}

describe('SEC-P2 the two walls agree', () => {
  test('on 60 people × 200 rows: list filter = decision, and the row policies never show less', async () => {
    const all = await booted.uow.run(systemActor('spec'), (tx) => tx.em.find(AppointmentRecord, {}));
    for (let i = 0; i < 60; i += 1) {
      const who = someone();
      const decided = all.filter((row) => can(who.ability, 'read', 'Appointment', row)).map((row) => row.id).sort();
      const ids = (where: object) => booted.uow.run(who, async (tx) => (await tx.em.find(AppointmentRecord, where)).map((row) => row.id).sort());
      const unwalled = await booted.uow.run(systemActor('spec'), async (tx) => (await tx.em.find(AppointmentRecord, whereFor(who.ability, 'read', 'Appointment') as never)).map((row) => row.id).sort());
      expect(unwalled).toEqual(decided);
      expect(await ids(whereFor(who.ability, 'read', 'Appointment'))).toEqual(decided);
      // the second wall alone: nothing outside scope and own rows
      const walled = await ids({});
      const reach = all.filter((row) => row.personId === who.personId || who.scope.some((entry) => row.orgPath.startsWith(entry.path) && (entry.sectors === '*' || entry.sectors.includes(row.sector)))).map((row) => row.id).sort();
      expect(walled).toEqual(reach);
    }
  });
});

describe('columns that rules read', () => {
  const TABLES: Partial<Record<Subject, string>> = {
    Organisation: 'Organisation', Person: 'Person', Appointment: 'Appointment', Account: 'Account', RoleGrant: 'RoleGrant', SectorEnablement: 'SectorEnablement', SchemeLayer: 'SchemeLayer',
    Cycle: 'Cycle', Assessee: 'Assessee', RoutineScore: 'OfficerScore', EventRecord: 'EventRecord', Report: 'Report', ReportComment: 'ReportComment', Meeting: 'Meeting', LeaderComment: 'LeaderComment',
    Tally: 'Tally', Result: 'Result', Opinion: 'Opinion', Objection: 'Objection', Tolerance: 'Tolerance', Letter: 'Letter', ActionItem: 'ActionItem', Problem: 'Problem', Commitment: 'Commitment', Job: 'Job', File: 'StoredFile', Audit: 'AuditEntry',
  };
  test('exist in the tables', () => {
    const byName = new Map([...booted.app.get(MikroORM).getMetadata().getAll().values()].map((meta) => [meta.className.replace(/Record$/, ''), meta.properties as object]));
    const missing = Object.entries(TABLES).flatMap(([subject, table]) => {
      const properties = byName.get(table) ?? byName.get(`${table}Record`) ?? (table === 'EventRecord' ? byName.get('Event') : undefined);
      const columns = SUBJECT_COLUMNS[subject as Subject];
      const wanted = [columns.path ? 'orgPath' : null, columns.sector ? 'sector' : null, columns.mine, columns.published].filter((one) => one !== null);
      return properties ? wanted.filter((one) => !(one in properties)).map((one) => `${subject}.${one}`) : [`${subject}: no table ${table}`];
    });
    expect(missing).toEqual([]);
  });
});
