import { Injectable } from '@nestjs/common';
import type { PersonOut, PersonPatch } from '@shuping/contracts';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import type { z } from 'zod';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { stale } from '../../../platform/http/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { PeopleQueries } from '../people.queries.ts';
import { PeopleRepository, spelling } from '../people.repository.ts';

/** Corrects name or staff number; past cycles keep the name they were printed with (R-A5). */
@Injectable()
export class UpdatePersonHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: PeopleRepository, private readonly queries: PeopleQueries) {}

  execute(who: AppPrincipal, id: string, version: number, patch: z.infer<typeof PersonPatch>): Promise<Result<PersonOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const row = await this.rows.get(tx, id);
      if (!row || !can(who.ability, 'update', 'Person', row)) return err({ code: 'person.not-found' });
      if (row.version !== version) return stale((await this.queries.withPosts(tx, who, [row]))[0]!.person, row.version);
      const number = patch.staffNumber;
      if (number !== undefined && (await this.rows.staffNumberTaken(tx, row.orgPath, number, id))) return err({ code: 'person.staff-number-taken', at: '/staffNumber' });
      const before = { name: row.name, staffNumber: row.staffNumber };
      tx.em.assign(row, { ...patch, ...(patch.name === undefined ? {} : spelling(patch.name)) } as never);
      await tx.em.flush();
      tx.audit({ action: 'person.update', subject: { type: 'Person', id }, orgPath: row.orgPath, before, after: { ...patch } });
      return ok((await this.queries.withPosts(tx, who, [row]))[0]!.person);
    });
  }
}
