import { Injectable } from '@nestjs/common';
import type { SlipsIn } from '@shuping/contracts';
import { readSlip } from '@shuping/ballot-box';
import { err, ok, type Problem, type Result, type TextRef } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import type { z } from 'zod';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork, type Tx } from '../../../platform/persistence/index.ts';
import { BallotBoxStore, SlipsStore, type IssuedSlip } from '../../ballots/index.ts';
import type { MeetingRecord } from '../meeting.entity.ts';
import { MeetingContexts, type MeetingContext } from '../meeting-context.ts';
import { classSums, inPhase } from '../meeting.rules.ts';
import { isByName } from '../meeting-plan.rules.ts';
import { MeetingsRepository } from '../meetings.repository.ts';
import { FreezeRoll } from './freeze-roll.ts';

export type PrintedSlips = { readonly meeting: { readonly id: string; readonly title: string }; readonly fingerprint: string; readonly slips: readonly (IssuedSlip & { readonly title: TextRef })[]; readonly printed: Record<string, number> };

/** Prints slips and takes unused ones out of the box. Secrets pass through memory to the asker once; ballot side and meeting side are written one after the other, never in one transaction. */
@Injectable()
export class SlipsHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: MeetingsRepository, private readonly contexts: MeetingContexts, private readonly box: BallotBoxStore, private readonly slips: SlipsStore, private readonly freeze: FreezeRoll) {}

  async issue(who: AppPrincipal, id: string, input: z.infer<typeof SlipsIn>): Promise<Result<PrintedSlips, Problem>> {
    const ready = await this.uow.run(who, (tx) => this.load(tx, who, id, 'print'));
    if (!ready.ok) return ready;
    const { meeting, context } = ready.value;
    const phase = inPhase(meeting.phase, ['planned', 'check_in']);
    if (!phase.ok) return phase;
    const refused = refusal(meeting, context, input);
    if (refused) return err(refused);
    const frozen = await this.uow.run(who, async (tx) => {
      const row = (await this.rows.meeting(tx, id))!;
      const done = await this.freeze.now(tx, row, context);
      return done.ok ? ok(row) : done;
    });
    if (!frozen.ok) return frozen;
    const fingerprint = (await this.box.prepare(...this.contexts.forms(frozen.value, context))) ?? '';
    if (input.replace) await this.slips.voidAll(id);
    const slips = await this.slips.print(id, input.numbers);
    const box = await this.slips.counts(id);
    return this.uow.run(who, async (tx) => {
      const row = (await this.rows.meeting(tx, id))!;
      row.groups = row.groups.map((g) => (input.replace && !isByName(context, g.id) ? { ...g, printed: box[g.id]?.slips ?? 0, voided: 0 } : { ...g, printed: g.printed + (input.numbers[g.id] ?? 0) }));
      await tx.em.flush();
      tx.audit({ action: 'meeting.print-slips', subject: { type: 'Meeting', id }, orgPath: row.orgPath, after: { numbers: input.numbers, replace: input.replace, fingerprint } });
      const titles = new Map(context.groups.map((g) => [g.id, g.title as TextRef]));
      return ok({ meeting: { id, title: row.title }, fingerprint, slips: slips.map((s) => ({ ...s, title: titles.get(s.class)! })), printed: Object.fromEntries(row.groups.map((g) => [g.id, g.printed])) });
    });
  }

  /** Voids slips that nobody drew; texts may be secrets or scanned addresses. */
  async void(who: AppPrincipal, id: string, texts: readonly string[]): Promise<Result<{ voided: number; unknown: number }, Problem>> {
    const ready = await this.uow.run(who, (tx) => this.load(tx, who, id, 'create'));
    if (!ready.ok) return ready;
    const phase = inPhase(ready.value.meeting.phase, ['planned', 'check_in']);
    if (!phase.ok) return phase;
    const secrets = [...new Set(texts.map((text) => readSlip(text.slice(text.lastIndexOf('#') + 1))?.secret))].filter((secret) => secret !== undefined);
    const before = await this.slips.counts(id);
    const voided = await this.slips.void(id, secrets);
    const after = await this.slips.counts(id);
    return this.uow.run(who, async (tx) => {
      const row = (await this.rows.meeting(tx, id))!;
      row.groups = row.groups.map((g) => ({ ...g, voided: g.voided + (before[g.id]?.slips ?? 0) - (after[g.id]?.slips ?? 0) }));
      await tx.em.flush();
      tx.audit({ action: 'meeting.void-slips', subject: { type: 'Meeting', id }, orgPath: row.orgPath, after: { voided, unknown: texts.length - voided } });
      return ok({ voided, unknown: texts.length - voided });
    });
  }

  private async load(tx: Tx, who: AppPrincipal, id: string, action: 'print' | 'create'): Promise<Result<{ meeting: MeetingRecord; context: MeetingContext }, Problem>> {
    const found = await this.rows.meetingFor(tx, who, id, 'read');
    if (!found.ok) return found;
    if (!can(who.ability, action, 'Slip', found.value)) return err({ code: 'permission.denied' });
    const context = await this.contexts.of(tx, found.value);
    return context.ok ? ok({ meeting: found.value, context: context.value }) : context;
  }
}

function refusal(meeting: MeetingRecord, context: MeetingContext, input: z.infer<typeof SlipsIn>): Problem | null {
  const sums = classSums(meeting.groups);
  if (Object.keys(sums).length === 0) return { code: 'meeting.guard', issues: [{ code: 'meeting.small-groups-unsettled', params: { count: meeting.groups.length } }] };
  const stranger = Object.keys(input.numbers).find((id) => sums[id] === undefined);
  if (stranger !== undefined) return { code: 'meeting.slips-unknown-class', at: `/numbers/${stranger}` };
  // a slip drawn from a box does not say on whom its holder may vote
  const named = Object.entries(input.numbers).find(([id, n]) => n > 0 && isByName(context, id));
  if (named) return { code: 'meeting.slips-by-name', at: `/numbers/${named[0]}` };
  if (Object.values(input.numbers).every((n) => n === 0)) return { code: 'meeting.slips-none', at: '/numbers' };
  const handedOut = meeting.groups.reduce((sum, g) => sum + g.handedOut, 0);
  return input.replace && handedOut > 0 ? { code: 'meeting.slips-handed-out', params: { handedOut } } : null;
}
