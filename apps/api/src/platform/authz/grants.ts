import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { err, hashOf, isUnder, ok, type Day, type OrgPath, type Problem, type Result } from '@shuping/kernel';
import { breaksSeparation, can } from '@shuping/permissions';
import type { Actor } from '../persistence/actor.ts';
import { asSystem } from '../persistence/as-system.ts';
import type { Tx } from '../persistence/unit-of-work.ts';
import { RoleCatalogue } from './role-catalogue.ts';

export type NewGrant = {
  readonly accountId: string;
  readonly role: string;
  readonly plugin?: string;
  readonly path: OrgPath;
  readonly sectors?: '*' | readonly string[];
  readonly from?: Day | null;
  readonly to?: Day | null;
};

type Held = { readonly role: string; readonly plugin: string; readonly path: string; readonly sectors: '*' | string[]; readonly from: string | null; readonly to: string | null };
type Holder = { person_id: string | null; org_path: string };

/** Gives and takes roles, audited. Nobody gives beyond the own scope, and separated duties stay apart. */
@Injectable()
export class Grants {
  constructor(private readonly catalogue: RoleCatalogue) {}

  async grant(tx: Tx, input: NewGrant): Promise<Result<{ id: string }, Problem>> {
    const plugin = input.plugin ?? '';
    const sectors = input.sectors ?? '*';
    if (!this.catalogue.find(input.role, plugin)) return err({ code: 'grant.unknown-role', at: '/role', params: { role: input.role } });
    const [holder] = await tx.sql<Holder>('select person_id, org_path from account where id = ?', [input.accountId]);
    if (!holder) return err({ code: 'account.not-found', at: '/accountId' });
    if (!reaches(tx.actor, input.path, sectors)) return err({ code: 'grant.beyond-own-scope', at: '/path' });
    // two grants to one account at once see each other
    await tx.sql('select pg_advisory_xact_lock(hashtext(?))', [`grants:${input.accountId}`]);
    // those that other hosts gave among them, which the asker does not see
    const held = await asSystem(tx, () => tx.sql<Held>('select role, plugin, org_path as path, sectors, from_day as "from", to_day as "to" from role_grant where account_id = ?', [input.accountId]));
    if (plugin === '' && breaksSeparation(held.filter((one) => one.plugin === '').map((one) => one.role), input.role)) return err({ code: 'grant.roles-separated', at: '/role' });
    if (held.some((one) => hashOf(one) === hashOf({ role: input.role, plugin, path: input.path, sectors, from: input.from ?? null, to: input.to ?? null }))) return err({ code: 'grant.exists', at: '/role' });
    const id = randomUUID();
    await tx.sql(
      'insert into role_grant (id, account_id, person_id, role, plugin, org_path, sectors, from_day, to_day, granted_by, created_at, version) values (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, 1)',
      [id, input.accountId, holder.person_id, input.role, plugin, input.path, JSON.stringify(sectors), input.from ?? null, input.to ?? null, tx.actor.kind === 'person' ? tx.actor.accountId : null, tx.now],
    );
    tx.audit({ action: 'grant.give', subject: { type: 'RoleGrant', id }, orgPath: input.path, after: { ...input } });
    return ok({ id });
  }

  /** Takes a grant away; it ends with the request at hand. */
  async revoke(tx: Tx, id: string): Promise<Result<null, Problem>> {
    const [row] = await tx.sql<{ account_id: string; role: string; org_path: string; person_id: string | null }>('select account_id, role, org_path, person_id from role_grant where id = ?', [id]);
    const allowed = row && (tx.actor.kind === 'system' || can(tx.actor.ability, 'delete', 'RoleGrant', { orgPath: row.org_path, personId: row.person_id }));
    if (!row || !allowed) return err({ code: 'request.not-found' });
    await tx.sql('delete from role_grant where id = ?', [id]);
    tx.audit({ action: 'grant.revoke', subject: { type: 'RoleGrant', id }, orgPath: row.org_path, before: { accountId: row.account_id, role: row.role } });
    return ok(null);
  }
}

function reaches(actor: Actor, path: OrgPath, sectors: '*' | readonly string[]): boolean {
  if (actor.kind === 'system') return true;
  const wanted = sectors === '*' ? null : sectors;
  const inScope = actor.scope.some((entry) => isUnder(path, entry.path) && (entry.sectors === '*' || (wanted !== null && wanted.every((sector) => entry.sectors.includes(sector)))));
  return inScope && can(actor.ability, 'create', 'RoleGrant', { orgPath: path, personId: null });
}
