import { Injectable } from '@nestjs/common';
import type { ProgrammeIn } from '@shuping/contracts';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import { randomUUID } from 'node:crypto';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { OrganisationsApi } from '../../organisations/index.ts';
import { ProgrammeContent } from '../programme-content.ts';
import { ProgrammesRepository } from '../programmes.repository.ts';

/** Begins the yearly order of an organisation (R-B3); nobody below sees it before it is issued. */
@Injectable()
export class CreateProgrammeHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: ProgrammesRepository, private readonly organisations: OrganisationsApi, private readonly content: ProgrammeContent) {}

  execute(who: AppPrincipal, { orgId, year, ...input }: ProgrammeIn): Promise<Result<{ id: string }, Problem>> {
    return this.uow.run(who, async (tx) => {
      const owner = await this.organisations.get(tx, orgId);
      if (!owner || !can(who.ability, 'create', 'Programme', { orgPath: owner.path, publishedTo: '' })) return err({ code: 'organisation.not-found', at: '/orgId' });
      const content = await this.content.read(tx, owner, year, input);
      if (!content.ok) return content;
      const row = await this.rows.add(tx, { id: randomUUID(), orgPath: owner.path, publishedTo: '', orgId, ownerName: owner.name, year, state: 'draft', ...content.value, issuedAt: null, withdrawnAt: null, withdrawReason: '' });
      tx.audit({ action: 'programme.create', subject: { type: 'Programme', id: row.id }, orgPath: owner.path, after: { year, title: row.title, questions: row.questions.length } });
      return ok({ id: row.id });
    });
  }
}
