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
import type { ElectorRecord } from '../elector.entity.ts';
import { ElectorsRepository } from '../electors.repository.ts';
import { isByName } from '../meeting-plan.rules.ts';
import { MeetingsRepository } from '../meetings.repository.ts';
import { homeClass } from './roll-slips.handler.ts';
import type { PrintedSlips } from './slips.handler.ts';

/** For whom a slip is issued again: whoever of a class stands there, or somebody on the roll, where what a slip is for follows from its holder. */
export type Lost = { readonly class: string; readonly elector?: string | undefined };
/** Under what the confirmations of one replacement stand. */
export const replacementKey = (lost: Lost): string => `replace/${lost.elector ?? lost.class}`;
type Counted = { readonly title: string; readonly words: TextRef; readonly printed: Record<string, number>; readonly tickets: readonly string[] | null };

/** 补发: a phone lost its tickets before the vote. Two scrutineers confirm, one slip is printed and counted; in a class that draws slips nobody is named, since nobody can know whose ticket was lost (security 2.4 step 9). */
@Injectable()
export class ReplaceTicketHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: MeetingsRepository, private readonly contexts: MeetingContexts, private readonly box: BallotBoxStore, private readonly slips: SlipsStore, private readonly electors: ElectorsRepository) {}

  /** Two scrutineers confirm for every slip anew. */
  confirm(who: AppPrincipal, id: string, lost: Lost): Promise<Result<null, Problem>> {
    return this.uow.run(who, async (tx) => {
      const found = await this.rows.meetingFor(tx, who, id, 'sign');
      if (!found.ok) return found;
      const meeting = found.value;
      const fits = await this.fit(tx, meeting, lost);
      if (!fits.ok) return fits;
      const key = replacementKey(lost);
      const given = meeting.confirmations[key] ?? [];
      if (given.some((c) => c.accountId === who.accountId)) return err({ code: 'meeting.already-confirmed', params: { command: key } });
      meeting.confirmations = { ...meeting.confirmations, [key]: [...given, { accountId: who.accountId, name: who.name }] };
      await tx.em.flush();
      tx.audit({ action: 'meeting.confirm-replacement', subject: { type: 'Meeting', id }, orgPath: meeting.orgPath, after: { ...lost, name: who.name } });
      return ok(null);
    });
  }

  /** Counted before it is printed: a crash in between leaves one slip too many in the count, never one too few. */
  async print(who: AppPrincipal, id: string, lost: Lost): Promise<Result<PrintedSlips, Problem>> {
    const counted = await this.uow.run(who, (tx) => this.count(tx, who, id, lost));
    if (!counted.ok) return counted;
    const { title, words, printed, tickets } = counted.value;
    const slips = tickets ? (await this.slips.printFor(id, [{ class: lost.class, tickets }], true)).map((secret) => ({ class: lost.class, secret })) : await this.slips.print(id, { [lost.class]: 1 }, true);
    return ok({ meeting: { id, title }, fingerprint: await this.box.fingerprint(id), slips: slips.map((slip) => ({ ...slip, title: words })), printed });
  }

  private async count(tx: Tx, who: AppPrincipal, id: string, lost: Lost): Promise<Result<Counted, Problem>> {
    const { class: voterClass } = lost;
    const found = await this.rows.meetingFor(tx, who, id, 'read');
    if (!found.ok) return found;
    const meeting = found.value;
    if (!can(who.ability, 'print', 'Slip', meeting)) return err({ code: 'permission.denied' });
    const fits = await this.fit(tx, meeting, lost);
    if (!fits.ok) return fits;
    const { [replacementKey(lost)]: given = [], ...others } = meeting.confirmations;
    if (given.length < 2) return err({ code: 'meeting.replacement-unconfirmed', params: { confirmed: given.length } });
    const context = await this.contexts.of(tx, meeting);
    if (!context.ok) return context;
    meeting.confirmations = others;
    meeting.groups = meeting.groups.map((g) => (g.id === voterClass ? { ...g, replaced: g.replaced + 1 } : g));
    await tx.em.flush();
    const replaced = meeting.groups.find((g) => g.id === voterClass)!.replaced;
    tx.audit({ action: 'meeting.replace-ticket', subject: { type: 'Meeting', id }, orgPath: meeting.orgPath, after: { ...lost, replaced, confirmedBy: given.map((c) => c.name) } });
    const words = context.value.groups.find((g) => g.id === voterClass)!.title as TextRef;
    return ok({ title: meeting.title, words, printed: Object.fromEntries(meeting.groups.map((g) => [g.id, g.printed])), tickets: fits.value?.tickets ?? null });
  }


  /** The elector, where one is named. A class of people who come by name has no slip that fits whoever asks (`meeting.slips-by-name`). */
  private async fit(tx: Tx, meeting: MeetingRecord, { class: voterClass, elector }: Lost): Promise<Result<ElectorRecord | null, Problem>> {
    const phase = mayReplace(meeting.phase);
    if (!phase.ok) return phase;
    if (classSums(meeting.groups)[voterClass] === undefined) return err({ code: 'meeting.slips-unknown-class', at: '/class' });
    if (elector === undefined) {
      const context = await this.contexts.of(tx, meeting);
      return context.ok ? (isByName(context.value, voterClass) ? err({ code: 'meeting.slips-by-name', at: '/class' }) : ok(null)) : context;
    }
    const one = await this.electors.one(tx, meeting.id, elector);
    if (!one) return err({ code: 'elector.not-found', at: '/elector' });
    return one.entry === 'none' || homeClass(one, meeting) !== voterClass ? err({ code: 'meeting.slips-unknown-class', at: '/class' }) : ok(one);
  }
}
