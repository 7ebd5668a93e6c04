import { Injectable } from '@nestjs/common';
import type { ProgrammeItem, ProgrammePut } from '@shuping/contracts';
import { isProgrammeDraft } from '@shuping/domain';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { stale } from '../../../platform/http/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { OrganisationsApi } from '../../organisations/index.ts';
import { ProgrammeContent } from '../programme-content.ts';
import { toProgramme } from '../programmes.presenter.ts';
import { ProgrammesRepository } from '../programmes.repository.ts';

/** Rewrites a draft; what was issued is frozen. */
@Injectable()
export class UpdateProgrammeHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: ProgrammesRepository, private readonly organisations: OrganisationsApi, private readonly content: ProgrammeContent) {}

  execute(who: AppPrincipal, id: string, version: number, input: ProgrammePut): Promise<Result<ProgrammeItem, Problem>> {
    return this.uow.run(who, async (tx) => {
      const row = await this.rows.locked(tx, id);
      if (!row || !can(who.ability, 'read', 'Programme', row)) return err({ code: 'programme.not-found' });
      if (!can(who.ability, 'update', 'Programme', row)) return err({ code: 'permission.denied' });
      if (!isProgrammeDraft(row.state)) return err({ code: 'programme.frozen' });
      if (row.version !== version) return stale(toProgramme(row, who), row.version);
      const owner = await this.organisations.get(tx, row.orgId);
      if (!owner) return err({ code: 'programme.not-found' });
      const content = await this.content.read(tx, owner, row.year, input);
      if (!content.ok) return content;
      const before = { title: row.title, questions: row.questions, calendar: row.calendar, hosts: row.hostIds.length };
      tx.em.assign(row, { ...content.value, ownerName: owner.name } as never);
      await tx.em.flush();
      tx.audit({ action: 'programme.update', subject: { type: 'Programme', id }, orgPath: row.orgPath, before, after: { title: row.title, questions: row.questions, calendar: row.calendar, hosts: row.hostIds.length } });
      return ok(toProgramme(row, who));
    });
  }
}
