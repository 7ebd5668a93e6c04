import { Injectable } from '@nestjs/common';
import type { PageOf, RosterOut, RosterRow, RosterRowsQuery } from '@shuping/contracts';
import { err, ok, type Locale, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import type { z } from 'zod';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import { decodeCursor, encodeCursor } from '../../platform/http/index.ts';
import { UnitOfWork, type Tx } from '../../platform/persistence/index.ts';
import { OrganisationsApi } from '../organisations/index.ts';
import { writeErrors } from './write-errors.ts';
import type { RosterRecord } from './roster.entity.ts';
import { toRoster } from './rosters.presenter.ts';
import { RostersRepository } from './rosters.repository.ts';

const ORDER = [{ field: 'row', direction: 'asc' as const }];

/** Rosters that the asker may import. */
@Injectable()
export class RostersQueries {
  constructor(private readonly uow: UnitOfWork, private readonly rows: RostersRepository, private readonly organisations: OrganisationsApi) {}

  one(who: AppPrincipal, id: string): Promise<Result<RosterOut, Problem>> {
    return this.with(who, id, async (roster, tx) => ok(toRoster(roster, (await this.organisations.get(tx, roster.orgId))?.name ?? '')));
  }

  /** Rows in the order of the workbook. */
  list(who: AppPrincipal, id: string, query: z.infer<typeof RosterRowsQuery>): Promise<Result<PageOf<RosterRow>, Problem>> {
    return this.with(who, id, (roster) => {
      const after = query.after === undefined ? ok([0]) : decodeCursor(query.after, ORDER);
      if (!after.ok) return Promise.resolve(after);
      const rest = roster.rows.filter((row) => row.row > Number(after.value[0]) && (query.status === undefined || row.status === query.status));
      const items = rest.slice(0, query.limit);
      return Promise.resolve(ok({ items, ...(rest.length > query.limit ? { next: encodeCursor([items.at(-1)!.row]) } : {}) }));
    });
  }

  /** Workbook of the bad rows with the reasons, ready to be put right and uploaded again. */
  errors(who: AppPrincipal, id: string, locale: Locale): Promise<Result<Uint8Array, Problem>> {
    return this.with(who, id, async (roster) => ok(await writeErrors(roster.rows, locale)));
  }

  private with<T>(who: AppPrincipal, id: string, work: (roster: RosterRecord, tx: Tx) => Promise<Result<T, Problem>>): Promise<Result<T, Problem>> {
    return this.uow.run(who, async (tx) => {
      const roster = await this.rows.get(tx, id);
      return roster && can(who.ability, 'import', 'Person', { orgPath: roster.orgPath, id: null }) ? work(roster, tx) : err({ code: 'roster.not-found' });
    });
  }
}
