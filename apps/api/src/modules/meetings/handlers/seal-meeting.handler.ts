import { Injectable } from '@nestjs/common';
import { countsFor, type SealFile, type VoidReason } from '@shuping/ballot-box';
import { foldSmall, guardPhase, moveMeeting, publish, type Folding, type Published } from '@shuping/domain';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import type { GroupTally } from '@shuping/scheme';
import { randomUUID } from 'node:crypto';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork, type Tx } from '../../../platform/persistence/index.ts';
import { BallotBoxStore, PaperStore, SealStore, type PaperCounts, type SealPlan } from '../../ballots/index.ts';
import type { MeetingRecord } from '../meeting.entity.ts';
import { MeetingContexts, type MeetingContext } from '../meeting-context.ts';
import { sealPaperProblems, validFor, validOn } from '../meeting-paper.rules.ts';
import { classOf, classSums, countProblems, factsOf, namedClasses, paperOn, recountKeysOf, voidRounds, type InRound, type Returned } from '../meeting.rules.ts';
import { MeetingsRepository } from '../meetings.repository.ts';
import { NamedCounting } from '../named-tallies.ts';
import { boxRounds, byRound, roundOf, sheetTickets } from '../round-sheets.rules.ts';

/** What the seal is told about the list of receipts, where this process does not know the key to it. */
export type ReceiptsAsked = Pick<SealPlan, 'receiptShare' | 'withoutReceipts'>;

type Checked = { readonly meeting: MeetingRecord; readonly rounds: readonly InRound[]; readonly folding: Folding; readonly voided: Record<string, VoidReason> };

/**
 * Seals a closed meeting: the counts must add up, then the ballot side destroys what could link and makes the public file, then the tallies are written here.
 * The file is the truth: after a crash between the two the same command writes the tallies from it, once (R-F5).
 */
@Injectable()
export class SealMeetingHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: MeetingsRepository, private readonly contexts: MeetingContexts, private readonly box: BallotBoxStore, private readonly seals: SealStore, private readonly paper: PaperStore, private readonly signed: NamedCounting) {}

  async execute(who: AppPrincipal, id: string, receipts: ReceiptsAsked = {}): Promise<Result<null, Problem>> {
    const file = await this.seals.file(id);
    const counts = file ? null : { returned: await this.box.returnedByRound(id), paper: await this.paper.counts(id) };
    const ready = await this.uow.run(who, (tx) => this.check(tx, who, id, counts));
    if (!ready.ok || ready.value === null) return ready.ok ? ok(null) : ready;
    const { folding, meeting, voided } = ready.value;
    const sealed = file ? ok(file) : await this.seals.seal(id, { ...receipts, folding, recountKeys: recountKeysOf(meeting), sheets: Object.assign({}, ...ready.value.rounds.map((round) => paperOn(meeting, round))) as NonNullable<SealPlan['sheets']>, voidRounds: Object.fromEntries(Object.entries(voided).flatMap(([round, reason]) => boxRounds(meeting, round).map((one) => [one, reason]))) });
    return sealed.ok ? this.uow.run(who, (tx) => this.write(tx, id, sealed.value)) : sealed;
  }

  /** Null when the meeting is sealed already. */
  private async check(tx: Tx, who: AppPrincipal, id: string, counts: Counts | null): Promise<Result<Checked | null, Problem>> {
    const found = await this.rows.meetingFor(tx, who, id, 'read');
    if (!found.ok) return found;
    const meeting = found.value;
    if (!can(who.ability, 'close', 'Meeting', meeting)) return err({ code: 'permission.denied' });
    if (meeting.phase === 'sealed') return ok(null);
    const context = await this.contexts.of(tx, meeting);
    if (!context.ok) return context;
    if (counts === null) return ok({ meeting, rounds: [], folding: { merged: {}, withheld: [] }, voided: {} });
    const { paper } = counts;
    const returned = byRound(meeting, counts.returned);
    const { standing, rules, commentsMissing } = context.value;
    const next = moveMeeting(standing, 'seal');
    if (!next.ok) return next;
    const guarded = guardPhase('seal', factsOf(meeting, 'seal', { rules, commentsMissing, standing, round: null, returned }));
    if (!guarded.ok) return guarded;
    const issues = [...countProblems(meeting, standing.rounds, counts.returned, rules), ...sealPaperProblems(meeting, standing.rounds, paper)];
    if (issues.length > 0) return err({ code: 'meeting.guard', params: { command: 'seal' }, issues });
    return ok({ meeting, rounds: standing.rounds, folding: foldingOf(meeting, context.value, counts), voided: voidRounds(meeting, standing.rounds, counts.returned, rules) });
  }

  private async write(tx: Tx, id: string, file: SealFile): Promise<Result<null, Problem>> {
    const meeting = (await this.rows.meeting(tx, id))!;
    if (meeting.phase === 'sealed') return ok(null);
    const merged = { ...file.merged };
    const agenda = await this.rows.agenda(tx, id);
    const existing = new Set((await this.rows.tallies(tx, { meetingId: id })).map((t) => `${t.assesseeId}/${t.group}`));
    const voided = voidedIn(meeting, file.void ?? {});
    const context = await this.contexts.of(tx, meeting);
    if (!context.ok) return context;
    const signed = await this.signed.of(tx, meeting, context.value, Object.keys(voided));
    const rows: object[] = [];
    for (const item of agenda) {
      if (voided[item.assesseeId]) continue;
      for (const [group, tally] of Object.entries({ ...talliesOf(file, item.assesseeId, headsOf(meeting, { rounds: context.value.standing.rounds, merged, subject: item.assesseeId }), namedClasses(meeting)), ...signed?.tallies[item.assesseeId] })) {
        if (existing.has(`${item.assesseeId}/${group}`)) continue;
        rows.push(this.rows.createTally(tx, {
          hostId: meeting.hostId, id: randomUUID(), orgPath: item.orgPath, sector: item.sector, cycleId: meeting.cycleId, meetingId: id, assesseeId: item.assesseeId, group, tally,
        }));
      }
    }
    meeting.phase = 'sealed';
    meeting.sealRoot = file.root;
    meeting.counts = { classes: { ...file.counts }, merged, withheld: [...(file.withheld ?? [])], ...(file.recount ? { recount: file.recount.root } : {}), ...(file.rounds ? { rounds: returnedIn(meeting, file.rounds) } : {}), ...(file.void ? { void: voided } : {}), ...(signed ? { named: signed.root } : {}) };
    await this.rows.save(tx, meeting, ...rows);
    tx.audit({ action: 'meeting.seal', subject: { type: 'Meeting', id }, orgPath: meeting.orgPath, after: { root: file.root, ...(file.unlisted === undefined ? {} : { unlisted: file.unlisted }), ...(file.recount ? { recount: file.recount } : {}), counts: file.counts, merged, ...(signed ? { named: signed.root } : {}), ...(file.void ? { void: file.void } : {}), confirmedBy: (meeting.confirmations['seal'] ?? []).map((c) => c.name) } });
    tx.emit({ type: 'meeting.sealed', key: id, orgPath: meeting.orgPath, hostId: meeting.hostId, payload: { meetingId: id, cycleId: meeting.cycleId, hostId: meeting.hostId, root: file.root } });
    return ok(null);
  }
}

function returnedIn(meeting: MeetingRecord, rounds: NonNullable<SealFile['rounds']>): Record<string, number> {
  const out: Record<string, number> = {};
  for (const [id, { counts }] of Object.entries(rounds)) out[roundOf(meeting, id)] = Object.values(counts).reduce((sum, one) => sum + one.returned, out[roundOf(meeting, id)] ?? 0);
  return out;
}

/** Rounds, and people of others, whose vote does not stand; a sheet alone says nothing that its people do not. */
function voidedIn(meeting: MeetingRecord, reasons: Readonly<Record<string, VoidReason>>): Record<string, VoidReason> {
  return Object.fromEntries(Object.entries(reasons).flatMap(([id, reason]) => {
    const round = roundOf(meeting, id);
    return boxRounds(meeting, round).every((one) => reasons[one] !== undefined) ? [[round, reason]] : round === id ? [[id, reason]] : [];
  }));
}

type Counts = { readonly returned: Returned; readonly paper: PaperCounts };

function foldingOf(meeting: MeetingRecord, context: MeetingContext, { returned, paper }: Counts): Folding {
  return foldSmall(Object.keys(classSums(meeting.groups)).map((id) => {
    const group = context.groups.find((g) => g.id === id)!;
    // classes are counted together only where they have the same ballots in the same rounds
    const ballot = [...context.schemes].map(([sector, scheme]) => `${sector}/${scheme.groups.find((g) => g.id === id)?.ballot ?? ''}`).join(' ');
    const { plan } = meeting;
    // a class is treated alike for everybody whom it rates, on however many sheets it does
    if (plan?.whole === false) return { id, returned: context.agenda.map((item) => plan.sheets.filter((sheet) => sheet.subjects.includes(item.assesseeId)).reduce((sum, sheet) => sum + validOn(returned[sheet.id]?.[id] ?? 0, sheet.subjects.indexOf(item.assesseeId), paper[sheet.id]?.[id]), 0)), ballot, into: group.small.rule === 'merge' ? group.small.into : null };
    return { id, returned: context.standing.rounds.flatMap((round) => validFor(returned[round.id]?.[id] ?? 0, round.subjects.length, paper[round.id]?.[id])), ballot, into: group.small.rule === 'merge' ? group.small.into : null };
  }));
}

/** Counts of one assessee as the public file shows them, with heads. */
function talliesOf(file: SealFile, assesseeId: string, heads: Readonly<Record<string, { due: number; present: number }>>, named: readonly string[]): Record<string, Published<GroupTally>> {
  const counted = Object.entries(file.tallies[assesseeId] ?? {}).map(([group, { valid, items }]): [string, GroupTally] => {
    const { issued, returned } = countsFor(file, assesseeId)[group]!;
    // an optional question with two marks on paper says as little as an empty one
    const cells = Object.entries(items).map(([item, { options, blank, invalid = 0, values, total }]) => [item, { options, blank: blank + invalid, ...(values ? { values } : {}), ...(total ? { total } : {}) }] as const);
    return [group, { ...heads[group]!, issued, returned, valid, items: Object.fromEntries(cells) }];
  });
  return publish(Object.fromEntries(counted), { named });
}

/** Heads due and present per class that is shown for somebody, merged groups and folded classes included. */
function headsOf(meeting: MeetingRecord, { rounds, merged, subject }: { readonly rounds: readonly InRound[]; readonly merged: Readonly<Record<string, string>>; readonly subject: string }): Record<string, { due: number; present: number }> {
  const heads: Record<string, { due: number; present: number }> = {};
  if (meeting.plan?.whole === false) {
    const paper: Record<string, Record<string, number>> = Object.assign({}, ...rounds.map((round) => paperOn(meeting, round)));
    for (const sheet of meeting.plan.sheets.filter((one) => one.subjects.includes(subject))) {
      for (const [id, due] of Object.entries(sheet.classes)) {
        const sum = (heads[merged[id] ?? id] ??= { due: 0, present: 0 });
        sum.due += due;
        // who is entitled to a sheet and present took a ticket for it, or has it on paper; of a class of which all are entitled the clerk counted the heads
        sum.present += due === classSums(meeting.groups)[id]?.due ? classSums(meeting.groups)[id]!.present : (sheetTickets(meeting, sheet)[id] ?? 0) + (paper[sheet.id]?.[id] ?? 0);
      }
    }
    return heads;
  }
  for (const group of meeting.groups) {
    const own = classOf(group);
    if (own === null) continue;
    const sum = (heads[merged[own] ?? own] ??= { due: 0, present: 0 });
    sum.due += group.due;
    sum.present += group.present;
  }
  return heads;
}
