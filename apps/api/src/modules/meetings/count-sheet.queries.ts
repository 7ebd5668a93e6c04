import { Injectable } from '@nestjs/common';
import { dayOf, ok, type Problem, type Result } from '@shuping/kernel';
import { writeOfficial } from '@shuping/office';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import { UnitOfWork } from '../../platform/persistence/index.ts';
import { countSheet } from './count-sheet.ts';
import { MeetingContexts } from './meeting-context.ts';
import { MeetingsQueries } from './meetings.queries.ts';
import { MeetingsRepository } from './meetings.repository.ts';

/** The tally sheet as a Word file, for those who may see the tallies. */
@Injectable()
export class CountSheetQueries {
  constructor(private readonly uow: UnitOfWork, private readonly rows: MeetingsRepository, private readonly contexts: MeetingContexts, private readonly meetings: MeetingsQueries) {}

  /** Errors: as of the sealed file. */
  async word(who: AppPrincipal, id: string): Promise<Result<Uint8Array, Problem>> {
    const file = await this.meetings.sealFile(who, id);
    if (!file.ok) return file;
    const facts = await this.uow.run(who, async (tx) => {
      const found = await this.rows.meetingFor(tx, who, id, 'read');
      if (!found.ok) return found;
      const context = await this.contexts.of(tx, found.value);
      if (!context.ok) return context;
      const { title, place, startsAt, confirmations } = found.value;
      const scrutineers = [...new Set(Object.values(confirmations).flat().map((one) => one.name))];
      return ok({ title, place, day: dayOf(startsAt), hostName: context.value.cycle.hostName, scrutineers, forms: this.contexts.whole(found.value, context.value), file: file.value });
    });
    return facts.ok ? ok(await writeOfficial(countSheet(facts.value))) : facts;
  }
}
