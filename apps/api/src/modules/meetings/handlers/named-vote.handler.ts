import { Injectable } from '@nestjs/common';
import { checkChoices, isSlipSecret } from '@shuping/ballot-box';
import type { NamedEntryOut } from '@shuping/contracts';
import type { SignedSheet } from '@shuping/domain';
import { canonicalJson, err, ok, type Problem, type Result } from '@shuping/kernel';
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { systemActor, UnitOfWork, type Tx } from '../../../platform/persistence/index.ts';
import { namedClasses } from '../meeting.rules.ts';
import { MeetingContexts, type MeetingContext } from '../meeting-context.ts';
import type { MeetingRecord } from '../meeting.entity.ts';
import type { NamedVoterRecord } from '../named.entity.ts';
import { sheetsOfSigner } from '../meeting-plan.rules.ts';
import { ElectorsRepository } from '../electors.repository.ts';
import { MeetingsRepository } from '../meetings.repository.ts';
import { NamedRepository } from '../named.repository.ts';
import { namedSlipHash } from './named-voters.handler.ts';

const ACTOR = systemActor('named-vote');
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const OPEN: readonly RoundPhase[] = ['voting'];
const EARLY: readonly RoundPhase[] = ['waiting'];
type RoundPhase = MeetingContext['standing']['rounds'][number]['phase'];
type Entry = Omit<z.infer<typeof NamedEntryOut>, 'plain'>;
type Found = { readonly meeting: MeetingRecord; readonly context: MeetingContext; readonly voter: NamedVoterRecord; /** what they are due to rate */ readonly sheets: readonly SignedSheet[] };

const phaseOf = (context: MeetingContext, { round }: SignedSheet): RoundPhase => context.standing.rounds.find((one) => one.id === round)!.phase;

/** Voting by name: the page says who votes, the ballot carries the voter, and until the round closes it may be replaced (R19). */
@Injectable()
export class NamedVoteHandler {
  constructor(private readonly uow: UnitOfWork, private readonly meetings: MeetingsRepository, private readonly rows: NamedRepository, private readonly electors: ElectorsRepository, private readonly contexts: MeetingContexts) {}

  /** Changes nothing. Error: `ticket.unknown-slip`. */
  entry(meetingId: string, secret: string): Promise<Result<Entry, Problem>> {
    return this.uow.run(ACTOR, async (tx) => {
      const found = await this.find(tx, meetingId, secret);
      if (!found.ok) return found;
      const { meeting, context, voter, sheets } = found.value;
      const ballots = new Map((await this.rows.ballots(tx, { voterId: voter.id })).map((one) => [one.round, one]));
      // the page opens the first that is open: what is not handed in yet, then what was handed in longest ago
      const lastSent = ({ id }: SignedSheet): number => ballots.get(id)?.castAt.getTime() ?? 0;
      const rounds = [...sheets].sort((a, b) => lastSent(a) - lastSent(b)).map((sheet) => {
        const { subjects, classes } = this.contexts.namedSheet(meeting, context, sheet, voter.group);
        const [phase, ballot] = [phaseOf(context, sheet), ballots.get(sheet.id)];
        const isOpen = OPEN.includes(phase) && voter.present;
        // who has not checked in waits, as before the vote
        return { round: sheet.id, phase: OPEN.includes(phase) && !voter.present ? EARLY[0]! : phase, cast: ballot !== undefined, subjects: isOpen ? [...subjects] : [], marks: isOpen ? (ballot?.choices ?? null) : null, form: classes[voter.group]! };
      });
      return ok({ name: voter.name, title: meeting.title, class: voter.group, rounds });
    });
  }

  /** Takes the ballot, about exactly those whom the voter is due to rate, or replaces the one that stands while the round is open; the same again replaces nothing. Errors: those of the marks, `ballot.not-open`, `ballot.closed`, `ballot.not-checked-in`, `ticket.unknown-slip`. */
  cast(meetingId: string, secret: string, roundId: string, choices: unknown): Promise<Result<{ replaced: number }, Problem>> {
    return this.uow.run(ACTOR, async (tx) => {
      // a change of phase waits for this transaction, or this one sees it
      if (UUID.test(meetingId)) await tx.sql('select id from meeting where id = ? for share', [meetingId]);
      const found = await this.find(tx, meetingId, secret);
      if (!found.ok) return found;
      const { meeting, context, voter, sheets } = found.value;
      // ballots of one voter that come at once take their turn
      await tx.sql('select pg_advisory_xact_lock(hashtext(?))', [`named-vote:${voter.id}`]);
      const own = sheets.find((one) => one.id === roundId);
      if (!own) return err({ code: 'ballot.unknown-ticket' });
      const phase = phaseOf(context, own);
      if (!OPEN.includes(phase)) return err({ code: EARLY.includes(phase) ? 'ballot.not-open' : 'ballot.closed' });
      if (!voter.present) return err({ code: 'ballot.not-checked-in' });
      const sheet = this.contexts.namedSheet(meeting, context, own, voter.group);
      const checked = checkChoices(sheet.classes[voter.group]!, sheet.subjects, choices);
      if (!checked.ok) return checked;
      const standing = await this.rows.ballot(tx, voter.id, roundId);
      const isSame = standing !== null && canonicalJson(standing.choices) === canonicalJson(checked.value);
      if (standing) Object.assign(standing, { castAt: tx.now, ...(isSame ? {} : { choices: checked.value, replaced: standing.replaced + 1 }) });
      else tx.em.persist(this.rows.createBallot(tx, { hostId: meeting.hostId, id: randomUUID(), orgPath: meeting.orgPath, meetingId, voterId: voter.id, round: roundId, choices: checked.value, castAt: tx.now, replaced: 0 }));
      await tx.em.flush();
      return ok({ replaced: standing?.replaced ?? 0 });
    });
  }

  private async find(tx: Tx, meetingId: string, secret: string): Promise<Result<Found, Problem>> {
    if (!UUID.test(meetingId) || !isSlipSecret(secret)) return err({ code: 'ticket.unknown-slip' });
    const voter = await this.rows.voterOf(tx, meetingId, namedSlipHash(secret));
    const meeting = voter && (await this.meetings.meeting(tx, meetingId));
    if (!voter || !meeting || !namedClasses(meeting).includes(voter.group)) return err({ code: 'ticket.unknown-slip' });
    const context = await this.contexts.of(tx, meeting);
    if (!context.ok) return context;
    const elector = voter.electorId ? await this.electors.one(tx, meetingId, voter.electorId) : null;
    return ok({ meeting, context: context.value, voter, sheets: sheetsOfSigner(meeting, context.value, voter.group, elector) });
  }
}
