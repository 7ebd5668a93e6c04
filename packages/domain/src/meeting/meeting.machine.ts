import { err, Fraction, ok, type Problem, type Result } from '@shuping/kernel';
import type { Threshold } from '@shuping/scheme';
import { step, type Machine } from '../machine/machine.ts';
import { presenceProblem } from './validity.rules.ts';

export const PHASES = ['planned', 'check_in', 'check_in_closed', 'voting', 'closed', 'sealed'] as const;
export type Phase = (typeof PHASES)[number];
export type PhaseCommand = 'open_check_in' | 'close_check_in' | 'open_voting' | 'close_voting' | 'seal';

/** Phases of an evaluation meeting, forward only: check-in closes before voting opens (security 2.4 step 3). */
export const PHASE_MACHINE: Machine<Phase, PhaseCommand> = {
  planned: { open_check_in: 'check_in' },
  check_in: { close_check_in: 'check_in_closed' },
  check_in_closed: { open_voting: 'voting' },
  voting: { close_voting: 'closed' },
  closed: { seal: 'sealed' },
  sealed: {},
};

/** What the phase rules look at. Heads and slips are summed over groups. */
export type MeetingFacts = {
  readonly due: number;
  readonly present: number;
  readonly slipsHandedOut: number;
  readonly quorum: number;
  /** what the scheme asks of the heads present beside the quorum */
  readonly presence?: Threshold | undefined;
  readonly groupsUnsettled: number;
  readonly commentsMissing: number;
  readonly scrutineersConfirmed: number;
  /** false for steps between rounds that the clerk does alone; true when left out */
  readonly scrutineersNeeded?: boolean;
  /** a wave of late-comers that is still open */
  readonly waveOpen?: boolean;
  /** ballots back, in the round in which most are too many */
  readonly returned: number;
  /** tickets given for that round, without replacements */
  readonly stamped: number;
  /** slips issued again for lost tickets, whose first tickets nobody can void */
  readonly replaced: number;
};

/** What stands in the way of a command whose turn it is: `meeting.guard` with an issue for each (quorum, unsettled small groups, handed-out slips that do not match heads present, missing comments, two scrutineers). */
export function guardPhase(command: PhaseCommand, facts: MeetingFacts): Result<null, Problem> {
  const issues = PHASE_RULES[command](facts).filter((issue): issue is Problem => issue !== null);
  return issues.length > 0 ? err({ code: 'meeting.guard', params: { command }, issues }) : ok(null);
}

const unless = (holds: boolean, code: string, params: Problem['params'] = {}): Problem | null => (holds ? null : { code, params });

const scrutineers = (f: MeetingFacts): Problem | null => unless(f.scrutineersNeeded === false || f.scrutineersConfirmed >= 2, 'meeting.two-scrutineers', { confirmed: f.scrutineersConfirmed });

const PHASE_RULES: Record<PhaseCommand, (f: MeetingFacts) => (Problem | null)[]> = {
  open_check_in: (f) => [unless(f.groupsUnsettled === 0, 'meeting.small-groups-unsettled', { count: f.groupsUnsettled })],
  close_check_in: (f) => [
    unless(f.present <= f.due, 'meeting.more-present-than-due', { present: f.present, due: f.due }),
    unless(f.slipsHandedOut <= f.present, 'meeting.more-slips-than-heads', { slips: f.slipsHandedOut, present: f.present }),
  ],
  open_voting: (f) => [
    unless(Fraction.of(f.present).compare(Fraction.of(f.quorum).mul(Fraction.of(f.due))) >= 0, 'meeting.no-quorum', { present: f.present, due: f.due }),
    presenceProblem(f.due, f.present, f.presence),
    unless(f.commentsMissing === 0, 'meeting.comments-missing', { count: f.commentsMissing }),
    unless(f.waveOpen !== true, 'meeting.wave-open'),
    scrutineers(f),
  ],
  close_voting: (f) => [scrutineers(f)],
  seal: (f) => [
    unless(f.returned <= f.stamped + f.replaced, 'meeting.not-reconciled', { tickets: f.stamped + f.replaced, returned: f.returned }),
    unless(f.stamped <= f.slipsHandedOut, 'meeting.more-tickets-than-slips', { tickets: f.stamped, slips: f.slipsHandedOut }),
    scrutineers(f),
  ],
};

/** True while the box is shut and still to be counted. */
export function awaitsSeal(phase: Phase): boolean {
  return step(PHASE_MACHINE, phase, 'seal') !== null;
}

/** True while people are checked in. */
export function checksIn(phase: Phase): boolean {
  return step(PHASE_MACHINE, phase, 'close_check_in') !== null;
}

/** True once tallies exist and may be read. */
export function isSealed(phase: Phase): boolean {
  return Object.keys(PHASE_MACHINE[phase]).length === 0;
}
