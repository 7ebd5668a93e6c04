import { Injectable } from '@nestjs/common';
import type { PhaseCommandName, PreFlightOut } from '@shuping/contracts';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import type { z } from 'zod';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { DiskWatch } from '../../../platform/disk/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { BallotBoxStore, HttpRule, type Plainness, type Way } from '../../ballots/index.ts';
import { MeetingContexts } from '../meeting-context.ts';
import { classSums } from '../meeting.rules.ts';
import { MeetingsRepository } from '../meetings.repository.ts';
import { RehearsalsRepository } from '../rehearsals.repository.ts';

type Item = PreFlightOut['items'][number];
const GUARDED: readonly z.infer<typeof PhaseCommandName>[] = ['open_check_in', 'open_voting'];
const WAYS: Record<Plainness, Item['state']> = { no: 'good', harmless: 'look', allowed: 'look', refused: 'stop' };

/** 会前检查: what the clerk looks at before check-in, and the two things that keep it from opening: a rehearsal that is not wiped, and voters' pages over plain http (R-F8, security 2.4 step 10). */
@Injectable()
export class PreFlightHandler {
  constructor(
    private readonly uow: UnitOfWork, private readonly meetings: MeetingsRepository, private readonly rehearsals: RehearsalsRepository, private readonly contexts: MeetingContexts,
    private readonly rule: HttpRule, private readonly box: BallotBoxStore, private readonly disks: DiskWatch,
  ) {}

  async check(who: AppPrincipal, id: string, way: Way): Promise<Result<PreFlightOut, Problem>> {
    const plain = await this.rule.real(way);
    const fingerprint = await this.box.fingerprint(id);
    const [fullest] = (await this.disks.read()).disks.sort((a, b) => b.usedPercent - a.usedPercent);
    return this.uow.run(who, async (tx) => {
      const found = await this.meetings.meetingFor(tx, who, id, 'read');
      if (!found.ok) return found;
      const meeting = found.value;
      const context = await this.contexts.seen(tx, meeting);
      if (!context.ok) return context;
      const rehearsals = await this.rehearsals.ofMeeting(tx, id);
      const classes = Object.values(classSums(meeting.groups));
      const due = classes.reduce((sum, one) => sum + one.due, 0);
      const slips = classes.reduce((sum, one) => sum + one.printed - one.voided, 0);
      const undrawn = context.value.rules(null).order === 'lot' && meeting.drawSeed === '';
      const wiped = rehearsals.filter((one) => one.certificate).length;
      const items: Item[] = [
        { code: `way-${plain}`, state: WAYS[plain] },
        { code: rehearsals.length > wiped ? 'rehearsal-open' : wiped > 0 ? 'rehearsal-wiped' : 'rehearsal-none', state: rehearsals.length > wiped ? 'stop' : wiped > 0 ? 'good' : 'look', params: { count: wiped } },
        { code: classes.length === 0 ? 'groups-open' : 'groups', state: classes.length === 0 ? 'look' : 'good', params: { count: classes.length } },
        { code: undrawn ? 'order-open' : 'order', state: undrawn ? 'look' : 'good', params: { count: context.value.agenda.length } },
        { code: slips === 0 ? 'slips-none' : slips < due ? 'slips-few' : 'slips', state: slips < due || slips === 0 ? 'look' : 'good', params: { slips, due } },
        { code: fingerprint === '' ? 'keys-none' : 'keys', state: fingerprint === '' ? 'look' : 'good', params: { code: fingerprint } },
        ...(fullest ? [{ code: fullest.low ? 'disk-low' : 'disk', state: fullest.low ? 'look' : 'good', params: { percent: fullest.usedPercent, free: fullest.free } } satisfies Item] : []),
      ];
      return ok({ items });
    });
  }

  /** Refuses to open check-in or voting: `meeting.plain-http`, `meeting.rehearsal-open`. The ballot side refuses tickets and ballots by itself as well. */
  async admit(who: AppPrincipal, id: string, command: z.infer<typeof PhaseCommandName>, way: Way): Promise<Result<null, Problem>> {
    if (!GUARDED.includes(command)) return ok(null);
    if ((await this.rule.real(way)) === 'refused') return err({ code: 'meeting.plain-http' });
    const open = await this.uow.run(who, async (tx) => (await this.rehearsals.ofMeeting(tx, id)).some((one) => !one.certificate));
    return open ? err({ code: 'meeting.rehearsal-open' }) : ok(null);
  }
}
