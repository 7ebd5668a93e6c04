import type { INestApplicationContext } from '@nestjs/common';
import { seededRandom, unwrap } from '@shuping/kernel';
import { randomUUID } from 'node:crypto';
import { pinyin } from 'pinyin-pro';
import { OrganisationEdgeRecord, OrganisationRecord, SectorEnablementRecord } from '../modules/organisations/organisation.entity.ts';
import { searchText } from '../modules/organisations/search-text.ts';
import { AppointmentRecord, PersonRecord } from '../modules/people/person.entity.ts';
import { Accounts, hashPassword } from '../platform/auth/index.ts';
import { Grants } from '../platform/authz/index.ts';
import { DemoClockRecord, InstallationRecord } from '../platform/persistence/installation.entity.ts';
import { systemActor, UnitOfWork, type Tx } from '../platform/persistence/index.ts';
import { ACCOUNTS, DEMO_PASSWORD, ORGANISATIONS } from './world.ts';

type Placed = { readonly id: string; readonly path: string; readonly sector: string };
const OPENED = '2019-09-01';
const IN_POST = '2023-03-01';

/** Puts the fictional province into an empty database: tree, lines, people, posts, accounts, roles, sectors; the demonstration's clock starts at `startAt`. Gives false and changes nothing when organisations exist. */
export async function seedWorld(app: INestApplicationContext, startAt?: Date): Promise<boolean> {
  const uow = app.get(UnitOfWork);
  const accounts = app.get(Accounts);
  const grants = app.get(Grants);
  // one for all, which is on the login page anyway
  const hashed = await hashPassword(DEMO_PASSWORD);
  return uow.run(systemActor('demo'), async (tx) => {
    const [found] = await tx.sql('select id from organisation limit 1');
    if (found) return false;
    await markAsDemo(tx);
    if (startAt) tx.em.persist(tx.em.create(DemoClockRecord, { id: 1, shownAt: startAt, setAt: new Date(), frozen: false }));
    const placed = placeOrganisations(tx);
    await tx.em.flush();
    for (const entry of ACCOUNTS) {
      const org = placed.get(entry.at)!;
      const personId = placePerson(tx, entry.name, entry.post, org, ACCOUNTS.indexOf(entry));
      await tx.em.flush();
      const { id } = unwrap(await accounts.create(tx, { login: entry.login, name: entry.name, personId, orgPath: org.path, password: DEMO_PASSWORD, hashed, keepPassword: true }));
      for (const grant of entry.grants) unwrap(await grants.grant(tx, { accountId: id, role: grant.role, path: placed.get(grant.at)!.path, sectors: grant.sectors ?? '*' }));
    }
    return true;
  });
}

async function markAsDemo(tx: Tx): Promise<void> {
  const [row] = await tx.sql<{ id: string }>('select id from installation');
  if (row) await tx.sql('update installation set is_demo = true where id = ?', [row.id]);
  else tx.em.persist(tx.em.create(InstallationRecord, { id: randomUUID(), isDemo: true, createdAt: tx.now }));
}

function placeOrganisations(tx: Tx): Map<string, Placed> {
  const random = seededRandom(99);
  const letters = '0123456789abcdefghjkmnpqrstvwxyz';
  const placed = new Map<string, Placed>();
  ORGANISATIONS.forEach((org, position) => {
    const parent = org.parent === null ? null : placed.get(org.parent)!;
    const label = Array.from({ length: 5 }, () => letters[Math.floor(random() * 32)]!).join('');
    const at: Placed = { id: randomUUID(), path: `${parent?.path ?? '/'}${label}/`, sector: org.sector };
    placed.set(org.key, at);
    tx.em.persist(tx.em.create(OrganisationRecord, {
      id: at.id, orgPath: at.path, sector: org.sector, publishedTo: at.path, parentId: parent?.id ?? null, name: org.name, shortName: org.shortName, ...searchText(org.name, org.shortName), kind: org.kind, position, opensOn: OPENED, closedOn: null,
    } as never));
    for (const [line, superior] of [['leading', parent], ['guiding', org.guide === undefined ? null : placed.get(org.guide)!]] as const) {
      if (superior) tx.em.persist(tx.em.create(OrganisationEdgeRecord, { id: randomUUID(), orgPath: at.path, sector: org.sector, orgId: at.id, superiorId: superior.id, line, fromDay: OPENED, toDay: null } as never));
    }
    if (org.key === 'university' || org.key === 'hospital') tx.em.persist(tx.em.create(SectorEnablementRecord, { id: randomUUID(), orgPath: at.path, publishedTo: at.path, orgId: at.id, sector: org.sector, pluginVersion: '1.0.0', fromDay: OPENED, toDay: null } as never));
  });
  return placed;
}

function placePerson(tx: Tx, name: string, post: string, org: Placed, index: number): string {
  const id = randomUUID();
  tx.em.persist(tx.em.create(PersonRecord, { id, orgPath: org.path, name, pinyin: pinyin(name, { toneType: 'none', type: 'array' }).join('').slice(0, 200), initials: pinyin(name, { pattern: 'first', toneType: 'none', type: 'array' }).join('').slice(0, 60), staffNumber: String(20_180_001 + index), sex: '' } as never));
  tx.em.persist(tx.em.create(AppointmentRecord, { id: randomUUID(), orgPath: org.path, sector: org.sector, orgId: org.id, personId: id, post, fromDay: IN_POST, toDay: null } as never));
  return id;
}
