import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { againSectionId, isWritable } from '@shuping/domain';
import { z } from 'zod';
import type { DomainEvent, Tx } from '../../platform/persistence/index.ts';
import { CyclesApi } from '../cycles/index.ts';
import { AskAgain } from './asked-again.ts';
import { ReportRecord } from './report.entity.ts';

const Changed = z.object({ cycleId: z.string(), orgId: z.string() });
const NEXT = 'select a.id from v_assessee a join v_cycle c on c.host_id = a.host_id and c.id = a.cycle_id where c.previous_cycle_id = ? and a.org_id = ? and a.included';

/** A repeat that is found after the report of the next year was begun is asked of it too, and one that was taken back is asked no longer, while the report is with its author (R-I6). */
@Injectable()
export class AskedChanges {
  constructor(private readonly asking: AskAgain, private readonly cycles: CyclesApi) {}

  /** What was written under a question that went stays under its heading; a repeated announcement changes nothing. */
  async changed(tx: Tx, event: DomainEvent): Promise<void> {
    const { cycleId, orgId } = Changed.parse(event.payload);
    for (const { id } of await tx.sql<{ id: string }>(NEXT, [cycleId, orgId])) {
      // two announcements about one unit take turns, and so does its author
      const row = await tx.em.findOne(ReportRecord, { assesseeId: id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (!row || !isWritable(row.state)) continue;
      const now = await this.asking.put(tx, id);
      const gone = row.asked.filter((one) => !now.some((other) => other.id === one.id));
      const added = now.filter((one) => !row.asked.some((other) => other.id === one.id));
      if (gone.length + added.length === 0) continue;
      const headings = new Map(gone.map((one) => [againSectionId(one.id), one.heading]));
      row.asked = [...row.asked.filter((one) => !gone.includes(one)), ...added];
      row.sections = row.sections.flatMap((section) => {
        const heading = headings.get(section.id);
        return heading === undefined ? [section] : section.text.trim() === '' ? [] : [{ ...section, title: { text: heading } }];
      });
      const cycle = await this.cycles.cycle(tx, row.cycleId);
      if (cycle) await this.asking.note(tx, cycle, added);
      await tx.em.flush();
      tx.audit({ action: 'report.asked-changed', subject: { type: 'Report', id: row.id }, orgPath: row.orgPath, after: { added: added.map((one) => one.last.id), gone: gone.map((one) => one.last.id) } });
    }
  }
}
