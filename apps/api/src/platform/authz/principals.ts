import { Injectable } from '@nestjs/common';
import { dayOf, type Day } from '@shuping/kernel';
import { abilityFor, scopeOf, SEPARATED_ROLES, type AppAbility, type Grant } from '@shuping/permissions';
import { AppConfig } from '../../config/index.ts';
import { systemActor, type Principal } from '../persistence/actor.ts';
import { UnitOfWork, type Tx } from '../persistence/unit-of-work.ts';
import { RoleCatalogue } from './role-catalogue.ts';

/** The asker of a request: principal with its ability and what the session routes show. */
export type AppPrincipal = Principal & {
  readonly ability: AppAbility;
  readonly login: string;
  readonly mustChangePassword: boolean;
  /** `required`: an administrator who has not set it up where the installation asks for it; nothing else is open until then */
  readonly secondFactor: 'on' | 'off' | 'required';
  readonly grants: readonly (Grant & { readonly id: string })[];
};

type Row = {
  login: string; name: string; person_id: string | null; must_change_password: boolean; disabled: boolean; second_factor: boolean; demo: boolean;
  grants: { id: string; role: string; plugin: string; org_path: string; sectors: '*' | string[]; from_day: string | null; to_day: string | null }[] | null;
  circles: string[] | null;
};

const QUERY = `select a.login, a.name, a.person_id, a.must_change_password, a.disabled,
  exists (select 1 from totp t where t.account_id = a.id and t.confirmed_at is not null) as second_factor, exists (select 1 from installation i where i.is_demo) as demo,
  (select json_agg(g order by g.id) from role_grant g where g.account_id = a.id and (g.from_day is null or g.from_day <= ?) and (g.to_day is null or g.to_day >= ?)) as grants,
  (select json_agg(distinct p.org_path) from appointment p where p.person_id = a.person_id and p.from_day <= ? and (p.to_day is null or p.to_day >= ?)) as circles
  from account a where a.id = ?`;

/** Makes principals from the grants and posts of today, anew for every request, so that a revoked grant ends with the request before (SEC-P10). */
@Injectable()
export class Principals {
  constructor(private readonly catalogue: RoleCatalogue, private readonly uow: UnitOfWork, private readonly config: AppConfig) {}

  /** Principal of an account that may act, inside a system unit of work; null when it is gone or disabled. */
  async build(tx: Tx, accountId: string, sessionId: string): Promise<AppPrincipal | null> {
    const today = dayOf(tx.now);
    const [row] = await tx.sql<Row>(QUERY, [today, today, today, today, accountId]);
    return !row || row.disabled ? null : this.principal(row, accountId, sessionId, today);
  }

  /** Principal of an account with its present scope, for work that runs without a request. */
  load(accountId: string): Promise<AppPrincipal | null> {
    return this.uow.run(systemActor('principal'), (tx) => this.build(tx, accountId, ''));
  }

  private principal(row: Row, accountId: string, sessionId: string, today: Day): AppPrincipal {
    const grants = (row.grants ?? [])
      .filter((grant) => this.catalogue.find(grant.role, grant.plugin) !== undefined)
      .map((grant) => ({ id: grant.id, role: grant.role, path: grant.org_path, sectors: grant.sectors, ...(grant.plugin === '' ? {} : { plugin: grant.plugin }), ...(grant.from_day ? { from: grant.from_day } : {}), ...(grant.to_day ? { to: grant.to_day } : {}) }));
    const circles = row.circles ?? [];
    const scope = scopeOf(grants, today).map(({ path, sectors, from, to }) => ({ path, sectors, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }));
    const administers = this.config.adminSecondFactor && !row.demo && grants.some((grant) => SEPARATED_ROLES.includes(grant.role));
    return {
      kind: 'person', secondFactor: row.second_factor ? 'on' : administers ? 'required' : 'off', accountId, sessionId, personId: row.person_id, name: row.name, login: row.login, mustChangePassword: row.must_change_password, scope, circles, grants,
      ability: abilityFor({ grants, personId: row.person_id ?? '', circles, roles: this.catalogue.roles(), today }),
    };
  }
}
