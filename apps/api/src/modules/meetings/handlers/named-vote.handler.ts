import { Injectable } from '@nestjs/common';
import { checkChoices, isSlipSecret } from '@shuping/ballot-box';
import type { NamedEntryOut } from '@shuping/contracts';
import { canonicalJson, err, ok, type Problem, type Result } from '@shuping/kernel';
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { systemActor, UnitOfWork, type Tx } from '../../../platform/persistence/index.ts';
import { inRound, namedClasses } from '../meeting.rules.ts';
import { MeetingContexts, type MeetingContext } from '../meeting-context.ts';
import type { MeetingRecord } from '../meeting.entity.ts';
import type { NamedVoterRecord } from '../named.entity.ts';
import { MeetingsRepository } from '../meetings.repository.ts';
import { NamedRepository } from '../named.repository.ts';
import { namedSlipHash } from './named-voters.handler.ts';

const ACTOR = systemActor('named-vote');
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const OPEN: readonly RoundPhase[] = ['voting'];
const EARLY: readonly RoundPhase[] = ['waiting'];
type RoundPhase = MeetingContext['standing']['rounds'][number]['phase'];
type Entry = Omit<z.infer<typeof NamedEntryOut>, 'plain'>;
type Found = { readonly meeting: MeetingRecord; readonly context: MeetingContext; readonly voter: NamedVoterRecord };

/** Rounds in which the voter's group votes. */
const roundsOfVoter = ({ meeting, context, voter }: Found): MeetingContext['standing']['rounds'] => context.standing.rounds.filter((round) => inRound(meeting, round).groups.some((group) => group.id === voter.group));

/** Voting by name: the page says who votes, the ballot carries the voter, and until the round closes it may be replaced (R19). */
@Injectable()
export class NamedVoteHandler {
  constructor(private readonly uow: UnitOfWork, private readonly meetings: MeetingsRepository, private readonly rows: NamedRepository, private readonly contexts: MeetingContexts) {}

  /** Changes nothing. Error: `ticket.unknown-slip`. */
  entry(meetingId: string, secret: string): Promise<Result<Entry, Problem>> {
    return this.uow.run(ACTOR, async (tx) => {
      const found = await this.find(tx, meetingId, secret);
      if (!found.ok) return found;
      const { meeting, context, voter } = found.value;
      const ballots = await this.rows.ballots(tx, { voterId: voter.id });
      const rounds = roundsOfVoter(found.value).map((round) => {
        const { subjects, classes } = this.contexts.namedSheet(meeting, context, round, voter.group);
        const isOpen = OPEN.includes(round.phase);
        return { round: round.id, phase: round.phase, cast: ballots.some((one) => one.round === round.id), subjects: isOpen ? subjects : [], marks: isOpen ? (ballots.find((one) => one.round === round.id)?.choices ?? null) : null, form: classes[voter.group]! };
      });
      return ok({ name: voter.name, title: meeting.title, class: voter.group, rounds: rounds.map((one) => ({ ...one, subjects: [...one.subjects] })) });
    });
  }

  /** Takes the ballot, or replaces the one that stands while the round is open; the same again changes nothing. Errors: those of the marks, `ballot.not-open`, `ballot.closed`, `ticket.unknown-slip`. */
  cast(meetingId: string, secret: string, roundId: string, choices: unknown): Promise<Result<{ replaced: number }, Problem>> {
    return this.uow.run(ACTOR, async (tx) => {
      // a change of phase waits for this transaction, or this one sees it
      if (UUID.test(meetingId)) await tx.sql('select id from meeting where id = ? for share', [meetingId]);
      const found = await this.find(tx, meetingId, secret);
      if (!found.ok) return found;
      const { meeting, context, voter } = found.value;
      const round = roundsOfVoter(found.value).find((one) => one.id === roundId);
      if (!round) return err({ code: 'ballot.unknown-ticket' });
      if (!OPEN.includes(round.phase)) return err({ code: EARLY.includes(round.phase) ? 'ballot.not-open' : 'ballot.closed' });
      const sheet = this.contexts.namedSheet(meeting, context, round, voter.group);
      const checked = checkChoices(sheet.classes[voter.group]!, sheet.subjects, choices);
      if (!checked.ok) return checked;
      const standing = await this.rows.ballot(tx, voter.id, roundId);
      if (standing && canonicalJson(standing.choices) === canonicalJson(checked.value)) return ok({ replaced: standing.replaced });
      if (standing) Object.assign(standing, { choices: checked.value, castAt: tx.now, replaced: standing.replaced + 1 });
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
    return context.ok ? ok({ meeting, context: context.value, voter }) : context;
  }
}
