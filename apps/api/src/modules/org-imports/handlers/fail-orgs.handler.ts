import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/persistence/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { moved } from '../org-import.machine.ts';
import { OrgImportsRepository } from '../org-imports.repository.ts';

/** Puts an import whose job was refused or cancelled back where the job found it; nothing of the job has stayed. */
@Injectable()
export class FailOrgsHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: OrgImportsRepository) {}

  execute(actor: Actor, importId: string): Promise<void> {
    return this.uow.run(actor, async (tx) => {
      const record = await this.rows.hold(tx, importId);
      const state = record ? moved(record.state, 'fail') : null;
      if (record && state !== null) record.state = state;
    });
  }
}
