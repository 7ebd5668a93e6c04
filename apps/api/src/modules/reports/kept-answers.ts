import { Injectable } from '@nestjs/common';
import { Text } from '@shuping/scheme';
import { z } from 'zod';
import type { DomainEvent, Tx } from '../../platform/persistence/index.ts';
import { ReportRecord } from './report.entity.ts';

const Upgraded = z.object({ cycleId: z.string(), sector: z.string(), lost: z.array(z.object({ id: z.string(), title: Text })) });

/** Answers whose section a newer scheme has taken away stay with the report, under the title that they were written under (R-B4). */
@Injectable()
export class KeptAnswers {
  /** Notes the titles of sections that went, with what was written in them; a repeated announcement changes nothing. */
  async titled(tx: Tx, event: DomainEvent): Promise<void> {
    const { cycleId, sector, lost } = Upgraded.parse(event.payload);
    const titles = new Map(lost.map(({ id, title }) => [id, title]));
    for (const row of await tx.em.find(ReportRecord, { cycleId, sector })) {
      if (!row.sections.some(({ id, title }) => titles.has(id) && title === undefined)) continue;
      row.sections = row.sections.map((section) => ({ ...section, ...(titles.has(section.id) ? { title: titles.get(section.id)! } : {}) }));
    }
    await tx.em.flush();
  }
}
