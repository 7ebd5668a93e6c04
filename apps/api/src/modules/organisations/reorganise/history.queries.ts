import { Injectable } from '@nestjs/common';
import type { AsOfOut, OrganisationChangeOut } from '@shuping/contracts';
import { err, isDay, ok, type Day, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { asSystem, UnitOfWork, type Tx } from '../../../platform/persistence/index.ts';
import { OrganisationsRepository } from '../organisations.repository.ts';

/** Name of organisation `o` on a day: that before the first renaming after it. One parameter: the day. */
const named = (now: string, then: string): string => `coalesce((select h.${then} from organisation_change h where h.org_id = o.id and h.kind = 'renamed' and h.on_day > ? order by h.on_day, h.at limit 1), o.${now})`;

/** Organisations as they were: their changes, and names and lines on a day (R-A5). */
@Injectable()
export class HistoryQueries {
  constructor(private readonly uow: UnitOfWork, private readonly rows: OrganisationsRepository) {}

  changes(who: AppPrincipal, id: string): Promise<Result<{ items: OrganisationChangeOut[] }, Problem>> {
    return this.uow.run(who, async (tx) => {
      const row = await this.rows.get(tx, id);
      if (!row || !can(who.ability, 'read', 'Organisation', row)) return err({ code: 'organisation.not-found' });
      const items = await tx.sql<OrganisationChangeOut>(
        `select id, kind, on_day as "on", reason, by_name as "byName", name_before as "nameBefore", name_after as "nameAfter", other_id as "otherId", other_name as "otherName", before_name as "beforeName"
         from organisation_change where org_id = ? order by on_day desc, at desc, id`, [id],
      );
      const born = items.some((one) => one.kind === 'split_off');
      const first = items.findLast((one) => one.kind === 'renamed')?.nameBefore ?? row.name;
      const opened: OrganisationChangeOut = { id: row.id, kind: 'opened', on: row.opensOn, reason: '', byName: '', nameBefore: '', nameAfter: first, otherId: null, otherName: '', beforeName: '' };
      return ok({ items: born ? items : [...items, opened] });
    });
  }

  asOf(who: AppPrincipal, id: string, day: Day): Promise<Result<AsOfOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const row = await this.rows.get(tx, id);
      if (!row || !can(who.ability, 'read', 'Organisation', row)) return err({ code: 'organisation.not-found' });
      if (!isDay(day)) return err({ code: 'day.invalid', at: '/day' });
      // superiors may lie outside the asker's scope; their names are no secret to their own units
      const lines = await asSystem(tx, () => tx.sql<AsOfOut['lines'][number]>(
        `select distinct on (e.line, e.superior_id) e.line, e.superior_id as "superiorId", ${named('name', 'name_before')} as "superiorName" from organisation_edge e join organisation o on o.id = e.superior_id
         where e.org_id = ? and e.from_day <= ? and (e.to_day is null or e.to_day >= ?) order by e.line, e.superior_id, e.from_day desc`, [day, id, day, day],
      ));
      const [name] = await this.nameOn(tx, id, day);
      return ok({ id, day, ...name!, open: row.opensOn <= day && (row.closedOn == null || day < row.closedOn), lines });
    });
  }

  private nameOn(tx: Tx, id: string, day: Day): Promise<{ name: string; shortName: string }[]> {
    return tx.sql(`select ${named('name', 'name_before')} as name, ${named('short_name', 'short_before')} as "shortName" from organisation o where o.id = ?`, [day, day, id]);
  }
}
