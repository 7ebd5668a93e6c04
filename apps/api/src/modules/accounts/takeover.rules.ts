import { isUnder } from '@shuping/kernel';
import { can, SEPARATED_ROLES } from '@shuping/permissions';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import type { HeldGrant } from './accounts.repository.ts';

/**
 * Whether who may act on an account in a way that could take it over (password) or stop it: its roles must not reach beyond the own scope, and the
 * accounts of separated duties are kept by those who administer accounts (三员分立, SEC-P12).
 */
export function mayTakeOver(who: AppPrincipal, account: { readonly orgPath: string; readonly personId: string | null | undefined }, held: readonly HeldGrant[]): boolean {
  if (can(who.ability, 'administer', 'Account', { orgPath: account.orgPath, personId: account.personId ?? null })) return held.every((grant) => who.scope.some((entry) => isUnder(grant.path, entry.path)));
  return held.every((grant) => !SEPARATED_ROLES.includes(grant.role) && who.scope.some((entry) => isUnder(grant.path, entry.path) && covers(entry.sectors, grant.sectors)));
}

function covers(own: '*' | readonly string[], others: '*' | readonly string[]): boolean {
  return own === '*' || (others !== '*' && others.every((sector) => own.includes(sector)));
}
