import { Injectable } from '@nestjs/common';
import type { RehearsalOut, RehearsalsOut } from '@shuping/contracts';
import { ok, type Problem, type Result, type TextRef } from '@shuping/kernel';
import { can, whyNot } from '@shuping/permissions';
import type { z } from 'zod';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import { UnitOfWork } from '../../platform/persistence/index.ts';
import { RehearsalBoxStore, type WipedClass } from '../ballots/index.ts';
import { MeetingContexts } from './meeting-context.ts';
import { classSums, inPhase } from './meeting.rules.ts';
import { MeetingsRepository } from './meetings.repository.ts';
import type { RehearsalPhase, RehearsalRecord } from './rehearsal.entity.ts';
import { RehearsalsRepository } from './rehearsals.repository.ts';

/** Phases in which ballots in are told in steps of five. */
const BY_FIVES: readonly RehearsalPhase[] = ['voting'];

type Counts = Readonly<Record<string, WipedClass>>;

/** Rehearsals of a meeting: turnout as coarse as in a meeting, marks never, certificates of what was wiped. */
@Injectable()
export class RehearsalsQueries {
  constructor(private readonly uow: UnitOfWork, private readonly meetings: MeetingsRepository, private readonly rows: RehearsalsRepository, private readonly contexts: MeetingContexts, private readonly box: RehearsalBoxStore) {}

  /** Counts of the ballot side are read between two transactions, in a connection of their own. */
  async ofMeeting(who: AppPrincipal, id: string): Promise<Result<z.infer<typeof RehearsalsOut>, Problem>> {
    const seen = await this.uow.run(who, async (tx): Promise<Result<readonly RehearsalRecord[], Problem>> => {
      const found = await this.meetings.meetingFor(tx, who, id, 'read');
      return found.ok ? ok(await this.rows.ofMeeting(tx, id)) : found;
    });
    if (!seen.ok) return seen;
    const running = seen.value.find((one) => one.phase !== 'wiped');
    const counts = running ? await this.box.counts(running.id) : {};
    return this.uow.run(who, async (tx) => {
      const found = await this.meetings.meetingFor(tx, who, id, 'read');
      if (!found.ok) return found;
      const meeting = found.value;
      const context = await this.contexts.seen(tx, meeting);
      if (!context.ok) return context;
      const titles = new Map(context.value.groups.map((g) => [g.id, g.title as TextRef]));
      const why = whyNot(who.ability, 'print', 'Slip', meeting) ?? whyNot(who.ability, 'open', 'Meeting', meeting);
      const phase = inPhase(meeting.phase, ['planned']);
      const state = !phase.ok ? phase.error.code : Object.keys(classSums(meeting.groups)).length === 0 ? 'meeting.small-groups-unsettled' : running ? 'rehearsal.open' : null;
      const start = why ?? state;
      const run = can(who.ability, 'close', 'Meeting', meeting) ? true : { reason: 'permission.denied' };
      return ok({ title: meeting.title, items: (await this.rows.ofMeeting(tx, id)).map((row) => toRehearsal(row, row.id === running?.id ? counts : {}, titles)), may: { start: start === null ? true : { reason: start }, run } });
    });
  }
}

function toRehearsal(row: RehearsalRecord, counts: Counts, titles: ReadonlyMap<string, TextRef>): RehearsalOut {
  const { id, phase, startedBy, walkIn, fingerprint, certificate } = row;
  const groups = Object.entries(counts).map(([group, numbers]) => ({ id: group, title: titles.get(group) ?? { text: group }, ...numbers, returned: BY_FIVES.includes(phase) && numbers.returned < numbers.stamped ? Math.floor(numbers.returned / 5) * 5 : numbers.returned }));
  const classes = Object.entries(certificate?.classes ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)).map(([group, numbers]) => ({ id: group, title: certificate!.titles[group] ?? group, ...numbers }));
  return { id, phase, startedAt: row.startedAt.toISOString(), startedBy, walkIn, fingerprint, groups, certificate: certificate ? { at: certificate.at, by: certificate.by, root: certificate.root, fingerprint: certificate.fingerprint, keys: certificate.keys, left: certificate.left, classes } : null };
}
