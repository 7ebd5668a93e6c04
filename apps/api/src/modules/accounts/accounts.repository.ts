import { Injectable } from '@nestjs/common';
import { AccountRecord } from '../../platform/auth/account.entity.ts';
import { RoleGrantRecord } from '../../platform/authz/role-grant.entity.ts';
import type { Tx } from '../../platform/persistence/index.ts';

export type HeldGrant = { readonly role: string; readonly plugin: string; readonly path: string; readonly sectors: '*' | readonly string[] };

/** The only file of the module that sees its rows. */
@Injectable()
export class AccountsRepository {
  get(tx: Tx, id: string): Promise<AccountRecord | null> {
    return tx.em.findOne(AccountRecord, { id });
  }

  find(tx: Tx, where: Record<string, unknown>, orderBy: Record<string, 'asc' | 'desc'>[], limit: number): Promise<AccountRecord[]> {
    return tx.em.find(AccountRecord, where as never, { orderBy: orderBy as never, limit });
  }

  grant(tx: Tx, id: string): Promise<RoleGrantRecord | null> {
    return tx.em.findOne(RoleGrantRecord, { id });
  }

  grants(tx: Tx, where: Record<string, unknown>, orderBy: Record<string, 'asc' | 'desc'>[], limit: number): Promise<RoleGrantRecord[]> {
    return tx.em.find(RoleGrantRecord, where as never, { orderBy: orderBy as never, limit });
  }

  /** Every grant of an account, whoever asks: call as the system. */
  held(tx: Tx, accountId: string): Promise<HeldGrant[]> {
    return tx.sql<HeldGrant>('select role, plugin, org_path as path, sectors from role_grant where account_id = ?', [accountId]);
  }

  /** Title of a meeting at or below a path that hears the person and is not sealed; null where there is none: call as the system. */
  async heardAt(tx: Tx, personId: string, path: string): Promise<string | null> {
    const [found] = await tx.sql<{ title: string }>("select m.title from v_agenda a join v_meeting m on m.host_id = a.host_id and m.id = a.meeting_id where a.person_id = ? and m.phase <> 'sealed' and m.org_path ^@ ?::text order by m.starts_at limit 1", [personId, path]);
    return found?.title ?? null;
  }

  /** Whether the person behind an account has another one in use, asked under a lock so that one at a time is opened or switched on: call as the system. */
  async personTaken(tx: Tx, account: { readonly id?: string; readonly personId: string | null | undefined }): Promise<boolean> {
    if (account.personId == null) return false;
    await tx.sql('select pg_advisory_xact_lock(hashtext(?))', [`account:${account.personId}`]);
    return (await tx.sql('select id from account where person_id = ? and not disabled and id is distinct from ?::uuid limit 1', [account.personId, account.id ?? null])).length > 0;
  }

  /** Second factors of accounts, by account id: on, or on with a reset asked for by one administrator in the last day: call as the system. */
  async factors(tx: Tx, ids: readonly string[], since: Date): Promise<Map<string, 'on' | 'reset-asked'>> {
    const rows = await tx.sql<{ id: string; asked: boolean }>('select account_id as id, coalesce(reset_at > ?, false) as asked from totp where confirmed_at is not null and account_id in (select value::uuid from jsonb_array_elements_text(?::jsonb))', [since, JSON.stringify(ids)]);
    return new Map(rows.map((row) => [row.id, row.asked ? 'reset-asked' : 'on']));
  }

  /** Logins and names by account id, as far as visible. */
  async holders(tx: Tx, ids: readonly string[]): Promise<Map<string, { login: string; name: string }>> {
    const rows = ids.length === 0 ? [] : await tx.em.find(AccountRecord, { id: { $in: [...ids] } });
    return new Map(rows.map((row) => [row.id, { login: row.login, name: row.name }]));
  }
}
