import { Injectable } from '@nestjs/common';
import { dayOf, err, isUnder, ok, type Day, type OrgPath, type Problem, type Result } from '@shuping/kernel';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { systemActor, UnitOfWork } from '../../../platform/persistence/index.ts';
import type { UnitAt } from './roll-up.rules.ts';

/** Where the asker looks from: the place, the outermost places of the own scope, and the sectors that the scope is clipped to there (null: all). */
export type Place = { readonly at: UnitAt; readonly roots: readonly UnitAt[]; readonly crumbs: readonly UnitAt[]; readonly sectors: readonly string[] | null; readonly today: Day };

const UNITS = 'select id, name, org_path as "orgPath" from organisation where org_path in (select value from jsonb_array_elements_text(?::jsonb)) or id = ?::uuid order by org_path';

/**
 * Finds the place. Names are read by the server: one who sees the schools of a province sees its counties too only as places on the way, and a place
 * outside the scope is not there.
 */
@Injectable()
export class Places {
  constructor(private readonly uow: UnitOfWork) {}

  async find(who: AppPrincipal, orgId: string | undefined): Promise<Result<Place, Problem>> {
    const scope = outermost(who.scope.map((entry) => entry.path));
    if (scope.length === 0) return err({ code: 'permission.denied' });
    const { units, today } = await this.uow.run(systemActor('insight'), async (tx) => ({ today: dayOf(tx.now), units: await tx.sql<UnitAt>(UNITS, [JSON.stringify(scope), orgId ?? null]) }));
    const roots = scope.flatMap((path) => units.find((unit) => unit.orgPath === path) ?? []).sort((a, b) => a.orgPath.length - b.orgPath.length);
    const at = orgId === undefined ? roots[0] : units.find((unit) => unit.id === orgId);
    const root = at && scope.find((path) => isUnder(at.orgPath, path));
    if (!at || root === undefined) return err({ code: 'organisation.not-found' });
    const crumbs = await this.names(stepsTo(root, at.orgPath));
    return ok({ at, roots, crumbs, sectors: clipOf(who, at.orgPath), today });
  }

  /** Names of places by path, in the order of the tree. */
  async names(paths: readonly OrgPath[]): Promise<UnitAt[]> {
    return paths.length === 0 ? [] : this.uow.run(systemActor('insight'), (tx) => tx.sql<UnitAt>(`${UNITS}`, [JSON.stringify(paths), null]));
  }
}

function outermost(paths: readonly OrgPath[]): OrgPath[] {
  return [...new Set(paths)].filter((path, _, all) => !all.some((other) => other !== path && path.startsWith(other)));
}

/** Paths from `root` down to `path`, both included. */
export function stepsTo(root: OrgPath, path: OrgPath): OrgPath[] {
  return [...path.matchAll(/\//g)].map((slash) => path.slice(0, slash.index + 1)).filter((step) => step.startsWith(root));
}

function clipOf(who: AppPrincipal, path: OrgPath): readonly string[] | null {
  const over = who.scope.filter((entry) => isUnder(path, entry.path));
  return over.some((entry) => entry.sectors === '*') ? null : [...new Set(over.flatMap((entry) => [...entry.sectors]))];
}
