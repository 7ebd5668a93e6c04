import { Injectable } from '@nestjs/common';
import { isProgrammeDraft } from '@shuping/domain';
import { can, whereFor } from '@shuping/permissions';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import type { Tx } from '../../platform/persistence/index.ts';
import type { ProgrammeRecord } from './programme.entity.ts';
import { officePaths } from './programmes.presenter.ts';
import { ProgrammesRepository } from './programmes.repository.ts';

/** Who sees a programme: its owner and those above, everybody below once it is issued, and offices that it is addressed to under a guiding line. */
@Injectable()
export class ProgrammeAccess {
  constructor(private readonly rows: ProgrammesRepository) {}

  async visible(tx: Tx, who: AppPrincipal, id: string): Promise<ProgrammeRecord | null> {
    const row = await this.rows.get(tx, id);
    if (!row) return null;
    if (can(who.ability, 'read', 'Programme', row)) return row;
    return !isProgrammeDraft(row.state) && (await this.rows.addressedAt(tx, officePaths(who))).includes(id) ? row : null;
  }

  /** `where` of a list. */
  async reach(tx: Tx, who: AppPrincipal): Promise<Record<string, unknown>> {
    const addressed = await this.rows.addressedAt(tx, officePaths(who));
    const reach = whereFor(who.ability, 'read', 'Programme');
    return addressed.length === 0 ? reach : { $or: [reach, { id: { $in: addressed }, state: { $ne: 'draft' } }] };
  }
}
