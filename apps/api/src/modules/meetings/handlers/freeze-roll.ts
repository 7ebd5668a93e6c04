import { Injectable } from '@nestjs/common';
import { alikeClasses } from '@shuping/domain';
import { ok, type Problem, type Result } from '@shuping/kernel';
import type { Tx } from '../../../platform/persistence/index.ts';
import { ElectorsRepository } from '../electors.repository.ts';
import type { MeetingContext } from '../meeting-context.ts';
import { needsPlan, planOf } from '../meeting-plan.rules.ts';
import type { MeetingRecord } from '../meeting.entity.ts';

/** Fixes who votes on whom by which ballot, when the first slip is printed or check-in opens. */
@Injectable()
export class FreezeRoll {
  constructor(private readonly rows: ElectorsRepository) {}

  /** Does nothing where everybody rates everybody and nobody is on the roll, or it is frozen. Errors: those of `planOf`. */
  async now(tx: Tx, meeting: MeetingRecord, context: MeetingContext): Promise<Result<null, Problem>> {
    if (meeting.plan !== null) return ok(null);
    const electors = await this.rows.all(tx, meeting.id);
    const planned = planOf(meeting, context, electors);
    if (!planned.ok) return planned;
    if (planned.value === null) return ok(null);
    meeting.plan = { whole: !needsPlan(context), alike: alikeClasses(planned.value), sheets: planned.value.sheets.map((one) => ({ ...one, subjects: [...one.subjects], classes: { ...one.classes } })), tickets: {}, also: secondGroups(electors) };
    await tx.em.flush();
    await this.rows.setTickets(tx, meeting.id, planned.value.tickets);
    return ok(null);
  }
}

/** Group → people who stand in it as well; the first group of each is where their head is counted. */
function secondGroups(electors: readonly { readonly groups: readonly string[] }[]): Record<string, number> {
  const also: Record<string, number> = {};
  for (const group of electors.flatMap((one) => one.groups.slice(1))) also[group] = (also[group] ?? 0) + 1;
  return also;
}
