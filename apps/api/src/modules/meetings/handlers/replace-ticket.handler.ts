import { Injectable } from '@nestjs/common';
import { mayReplace } from '@shuping/domain';
import { err, ok, type Problem, type Result, type TextRef } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork, type Tx } from '../../../platform/persistence/index.ts';
import { BallotBoxStore, SlipsStore } from '../../ballots/index.ts';
import { MeetingContexts } from '../meeting-context.ts';
import type { MeetingRecord } from '../meeting.entity.ts';
import { classSums } from '../meeting.rules.ts';
import { MeetingsRepository } from '../meetings.repository.ts';
import type { PrintedSlips } from './slips.handler.ts';

/** Under what a class's confirmations of one replacement stand. */
export const replacementKey = (voterClass: string): string => `replace/${voterClass}`;

/** 补发: a phone lost its tickets before the vote. Two scrutineers confirm, one slip is printed and counted; nobody is named, since nobody can know whose ticket was lost (security 2.4 step 9). */
@Injectable()
export class ReplaceTicketHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: MeetingsRepository, private readonly contexts: MeetingContexts, private readonly box: BallotBoxStore, private readonly slips: SlipsStore) {}

  /** Two scrutineers confirm for every slip anew. */
  confirm(who: AppPrincipal, id: string, voterClass: string): Promise<Result<null, Problem>> {
    return this.uow.run(who, async (tx) => {
      const found = await this.rows.meetingFor(tx, who, id, 'sign');
      if (!found.ok) return found;
      const meeting = found.value;
      const fits = fit(meeting, voterClass);
      if (!fits.ok) return fits;
      const key = replacementKey(voterClass);
      const given = meeting.confirmations[key] ?? [];
      if (given.some((c) => c.accountId === who.accountId)) return err({ code: 'meeting.already-confirmed', params: { command: key } });
      meeting.confirmations = { ...meeting.confirmations, [key]: [...given, { accountId: who.accountId, name: who.name }] };
      await tx.em.flush();
      tx.audit({ action: 'meeting.confirm-replacement', subject: { type: 'Meeting', id }, orgPath: meeting.orgPath, after: { class: voterClass, name: who.name } });
      return ok(null);
    });
  }

  /** Counted before it is printed: a crash in between leaves one slip too many in the count, never one too few. */
  async print(who: AppPrincipal, id: string, voterClass: string): Promise<Result<PrintedSlips, Problem>> {
    const counted = await this.uow.run(who, (tx) => this.count(tx, who, id, voterClass));
    if (!counted.ok) return counted;
    const { title, words, printed } = counted.value;
    const slips = await this.slips.print(id, { [voterClass]: 1 }, true);
    return ok({ meeting: { id, title }, fingerprint: await this.box.fingerprint(id), slips: slips.map((slip) => ({ ...slip, title: words })), printed });
  }

  private async count(tx: Tx, who: AppPrincipal, id: string, voterClass: string): Promise<Result<{ title: string; words: TextRef; printed: Record<string, number> }, Problem>> {
    const found = await this.rows.meetingFor(tx, who, id, 'read');
    if (!found.ok) return found;
    const meeting = found.value;
    if (!can(who.ability, 'print', 'Slip', meeting)) return err({ code: 'permission.denied' });
    const fits = fit(meeting, voterClass);
    if (!fits.ok) return fits;
    const { [replacementKey(voterClass)]: given = [], ...others } = meeting.confirmations;
    if (given.length < 2) return err({ code: 'meeting.replacement-unconfirmed', params: { confirmed: given.length } });
    const context = await this.contexts.of(tx, meeting);
    if (!context.ok) return context;
    meeting.confirmations = others;
    meeting.groups = meeting.groups.map((g) => (g.id === voterClass ? { ...g, replaced: g.replaced + 1 } : g));
    await tx.em.flush();
    const replaced = meeting.groups.find((g) => g.id === voterClass)!.replaced;
    tx.audit({ action: 'meeting.replace-ticket', subject: { type: 'Meeting', id }, orgPath: meeting.orgPath, after: { class: voterClass, replaced, confirmedBy: given.map((c) => c.name) } });
    const words = context.value.groups.find((g) => g.id === voterClass)!.title as TextRef;
    return ok({ title: meeting.title, words, printed: Object.fromEntries(meeting.groups.map((g) => [g.id, g.printed])) });
  }
}

function fit(meeting: MeetingRecord, voterClass: string): Result<null, Problem> {
  const phase = mayReplace(meeting.phase);
  if (!phase.ok) return phase;
  return classSums(meeting.groups)[voterClass] === undefined ? err({ code: 'meeting.slips-unknown-class', at: '/class' }) : ok(null);
}
