import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { step, type Machine } from '../machine/machine.ts';
import { PHASE_MACHINE, type Phase, type PhaseCommand } from './meeting.machine.ts';

export type RoundPhase = 'waiting' | 'voting' | 'closed';
export type RoundCommand = 'open_voting' | 'close_voting';

/** A round is a set of subjects whose voting is opened together; forward only (security 2.4 step 3). */
export const ROUND_MACHINE: Machine<RoundPhase, RoundCommand> = {
  waiting: { open_voting: 'voting' },
  voting: { close_voting: 'closed' },
  closed: {},
};

/** Which subjects are opened together: all of them, one after another, or blocks of so many in the order of the agenda. */
export type Grouping = { readonly rule: 'together' } | { readonly rule: 'each' } | { readonly rule: 'blocks'; readonly size: number };

export type Round = { readonly id: string; readonly subjects: readonly string[]; readonly phase: RoundPhase };
/** `sector`: under whose scheme the subjects of the round are rated; '' where the agenda is empty. */
export type SectorRound = Round & { readonly sector: string };

/** Rounds of an agenda in its order; phases are looked up by the round's id. An empty agenda has one empty round. */
export function roundsOf(subjects: readonly string[], grouping: Grouping, phases: Readonly<Record<string, RoundPhase>> = {}): Round[] {
  return roundsBySector(subjects.map((id) => ({ id, sector: '' })), grouping, phases).map(({ sector: _one, ...round }) => round);
}

/**
 * Rounds of an agenda of one or several sectors (R-C4): each has subjects of one sector only, since it has the ballot of that sector's scheme. One after another they follow the agenda; together or in
 * blocks, sector by sector in the order in which the agenda first names them.
 */
export function roundsBySector(subjects: readonly { readonly id: string; readonly sector: string }[], grouping: Grouping, phases: Readonly<Record<string, RoundPhase>> = {}): SectorRound[] {
  const sectors = grouping.rule === 'each' ? [subjects] : [...new Set(subjects.map((one) => one.sector))].map((sector) => subjects.filter((one) => one.sector === sector));
  const size = grouping.rule === 'together' ? Math.max(1, subjects.length) : grouping.rule === 'each' ? 1 : grouping.size;
  const sets = sectors.flatMap((own) => Array.from({ length: Math.ceil(own.length / size) }, (_, at) => own.slice(at * size, (at + 1) * size)));
  return (sets.length > 0 ? sets : [[]]).map((set, at) => ({ id: `r${at + 1}`, subjects: set.map((one) => one.id), phase: phases[`r${at + 1}`] ?? 'waiting', sector: set[0]?.sector ?? '' }));
}

/** True while a round takes ballots. */
export const isRoundOpen = (round: Pick<Round, 'phase'>): boolean => step(ROUND_MACHINE, round.phase, 'close_voting') !== null;
/** True until a round has opened: tickets for it can still be given. */
export const isRoundWaiting = (round: Pick<Round, 'phase'>): boolean => step(ROUND_MACHINE, round.phase, 'open_voting') !== null;
/** True once a round takes no more ballots. */
export const isRoundShut = (round: Pick<Round, 'phase'>): boolean => Object.keys(ROUND_MACHINE[round.phase]).length === 0;

/** Where a meeting stands: its phase and its rounds. The meeting's `voting` lasts from the opening of the first round until the last one is closed. */
export type Standing = { readonly phase: Phase; readonly rounds: readonly Round[] };
export type Moved = Standing & { readonly round: string | null };

const isRoundCommand = (command: PhaseCommand): command is RoundCommand => command in ROUND_MACHINE.waiting || command in ROUND_MACHINE.voting;

/**
 * Where the command leads, by the order of phases alone: voting opens and closes round by round, one at a time, in whatever order the rounds are called, each once. `round` may be left out where there is only one.
 * Errors: `meeting.illegal-phase`, `meeting.round-needed`, `meeting.round-unknown`, `meeting.round-open` (another one is).
 */
export function moveMeeting(from: Standing, command: PhaseCommand, round: string | null = null): Result<Moved, Problem> {
  const illegal = err({ code: 'meeting.illegal-phase', params: { phase: from.phase, command } });
  if (!isRoundCommand(command)) {
    const next = step(PHASE_MACHINE, from.phase, command);
    return next === null ? illegal : ok({ phase: next, rounds: from.rounds, round: null });
  }
  const opens = step(PHASE_MACHINE, from.phase, 'open_voting') !== null;
  const closes = step(PHASE_MACHINE, from.phase, 'close_voting') !== null;
  if (!opens && !closes) return illegal;
  if (round === null && from.rounds.length > 1) return err({ code: 'meeting.round-needed' });
  const asked = round === null ? from.rounds[0] : from.rounds.find((one) => one.id === round);
  if (!asked) return err({ code: 'meeting.round-unknown', params: { round: round ?? '' } });
  const next = step(ROUND_MACHINE, asked.phase, command);
  if (next === null) return illegal;
  const other = from.rounds.find((one) => isRoundOpen(one) && one.id !== asked.id);
  if (other) return err({ code: 'meeting.round-open', params: { round: other.id } });
  const rounds = from.rounds.map((one) => (one.id === asked.id ? { ...one, phase: next } : one));
  const phase = rounds.every(isRoundShut) ? step(PHASE_MACHINE, 'voting', 'close_voting')! : opens ? step(PHASE_MACHINE, from.phase, 'open_voting')! : from.phase;
  return ok({ phase, rounds, round: asked.id });
}

/** True when the meeting is already where the command leads, so that it may be given again to finish what a crash left. */
export function isRepeated({ phase, rounds }: Standing, command: PhaseCommand, round: string | null): boolean {
  const to = Object.values(PHASE_MACHINE).map((commands) => commands[command]).find((one) => one !== undefined);
  if (!isRoundCommand(command)) return phase === to;
  const asked = round === null && rounds.length === 1 ? rounds[0] : rounds.find((one) => one.id === round);
  return asked !== undefined && asked.phase === (command === 'open_voting' ? 'voting' : 'closed') && !['planned', 'check_in', 'sealed'].includes(phase);
}

/** What comes next by itself: the open round is closed, else the first waiting one is opened; null at the end. */
export function nextStep({ phase, rounds }: Standing): { readonly command: PhaseCommand; readonly round: string | null } | null {
  const command = (Object.keys(PHASE_MACHINE[phase])[0] as PhaseCommand | undefined) ?? null;
  if (command === null || !isRoundCommand(command)) return command === null ? null : { command, round: null };
  const open = rounds.find(isRoundOpen);
  const waiting = rounds.find(isRoundWaiting);
  if (open) return { command: 'close_voting', round: open.id };
  return waiting ? { command: 'open_voting', round: waiting.id } : null;
}

/** What the scrutineers' rule looks at: whether tickets of the open round are still out, and whether late-comers were let in since a round opened last. */
export type Watch = { readonly outstanding: boolean; readonly waveSince: boolean };

/**
 * True when both scrutineers confirm the step: the first opening and the last closing always, any closing while tickets are out (it cuts somebody off), any opening after a wave (it adds voters), and the seal.
 * The steps between, which can take nothing from anybody, the clerk does alone.
 */
export function needsScrutineers(from: Standing, command: PhaseCommand, { outstanding, waveSince }: Watch): boolean {
  if (!isRoundCommand(command)) return command === 'seal';
  if (command === 'open_voting') return waveSince || from.rounds.every(isRoundWaiting);
  return outstanding || !from.rounds.some(isRoundWaiting);
}

/** Under what the confirmations of a step stand: the first opening and the last closing bear the command's own name, the steps between the round's as well. */
export function confirmationKey(from: Standing, command: PhaseCommand, round: string | null): string {
  if (!isRoundCommand(command) || round === null) return command;
  const whole = command === 'open_voting' ? from.rounds.every(isRoundWaiting) : !from.rounds.some(isRoundWaiting);
  return whole ? command : `${command}/${round}`;
}
