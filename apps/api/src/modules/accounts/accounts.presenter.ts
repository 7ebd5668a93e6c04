import type { AccountOut, GrantOut } from '@shuping/contracts';
import { mayOf } from '@shuping/permissions';
import type { AccountRecord } from '../../platform/auth/account.entity.ts';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import type { RoleGrantRecord } from '../../platform/authz/role-grant.entity.ts';

/** Account as an administrator sees it; nobody switches off or resets the own one here. */
export function toAccount(row: AccountRecord, who: AppPrincipal, orgName: string, factor: AccountOut['secondFactor'] = 'off'): AccountOut {
  const own = row.id === who.accountId ? 'account.own' : null;
  return {
    id: row.id, login: row.login, name: row.name, path: row.orgPath, orgName, personId: row.personId ?? null, disabled: row.disabled, mustChangePassword: row.mustChangePassword, secondFactor: factor,
    createdAt: row.createdAt.toISOString(), version: row.version,
    may: mayOf(who.ability, 'Account', row, { edit: 'update', reset: 'update', disable: 'update', enable: 'update', resetFactor: 'update' }, {
      resetFactor: own ?? (factor === 'off' ? 'account.second-factor-off' : null),
      reset: own, disable: own ?? (row.disabled ? 'account.already-disabled' : null), enable: row.disabled ? null : 'account.not-disabled',
    }),
  };
}

export function toGrant(row: RoleGrantRecord, who: AppPrincipal, holder: { readonly login: string; readonly name: string } | undefined, orgName: string): GrantOut {
  return {
    id: row.id, accountId: row.accountId, login: holder?.login ?? '', name: holder?.name ?? '', role: row.role, plugin: row.plugin, path: row.orgPath, orgName, sectors: row.sectors,
    from: row.fromDay ?? null, to: row.toDay ?? null, may: mayOf(who.ability, 'RoleGrant', row, { revoke: 'delete' }),
  };
}
