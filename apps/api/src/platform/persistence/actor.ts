import type { Day, OrgPath } from '@shuping/kernel';
import type { AppAbility } from '@shuping/permissions';

/** Where a person may act: a subtree, optionally clipped to sectors and to days (both inclusive). */
export type ScopeEntry = {
  readonly path: OrgPath;
  readonly sectors: '*' | readonly string[];
  readonly from?: Day;
  readonly to?: Day;
};

/** What a signed-in account is to the rest of the server, made once per request. */
export interface Principal {
  readonly kind: 'person';
  readonly accountId: string;
  readonly personId: string | null;
  readonly name: string;
  readonly scope: readonly ScopeEntry[];
  /** Closed paths of the organisations that the person belongs to. */
  readonly circles: readonly OrgPath[];
  readonly ability: AppAbility;
  readonly sessionId: string;
}

/** The server itself, named after the job that acts; row policies let it see everything. */
export interface SystemActor {
  readonly kind: 'system';
  readonly name: string;
}

export type Actor = Principal | SystemActor;

export function systemActor(name: string): SystemActor {
  return { kind: 'system', name };
}
