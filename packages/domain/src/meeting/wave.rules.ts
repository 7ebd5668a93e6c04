import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { K_ANONYMITY } from '@shuping/scheme';
import { step } from '../machine/machine.ts';
import { PHASE_MACHINE } from './meeting.machine.ts';
import { isRoundOpen, isRoundWaiting, type Standing } from './rounds.machine.ts';

/** Heads per voting class. */
export type Heads = Readonly<Record<string, number>>;

/** Refuses unless late-comers can be let in now: check-in has closed, no round is open, and one still waits (security 2.4 step 3). Errors: `meeting.too-early`, `meeting.wave-round-open`, `meeting.too-late`. */
export function mayOpenWave({ phase, rounds }: Standing): Result<null, Problem> {
  const early = step(PHASE_MACHINE, phase, 'open_check_in') !== null || step(PHASE_MACHINE, phase, 'close_check_in') !== null;
  if (early) return err({ code: 'meeting.too-early', params: { phase } });
  if (rounds.some(isRoundOpen)) return err({ code: 'meeting.wave-round-open' });
  return rounds.some(isRoundWaiting) ? ok(null) : err({ code: 'meeting.too-late', params: { phase } });
}

/**
 * Whether a wave of late-comers gets its tickets: at least five people stand ready together, and every class that somebody joins has at least five tickets for the coming rounds with those given
 * before, so that no ticket of it is somebody's alone (security 2.4 step 3, 2.5 N7). Error: `meeting.wave-too-small` with heads and the need, `at` the class when it is one class that lacks them.
 */
export function waveStands(joining: Heads, standing: Heads): Result<null, Problem> {
  const total = Object.values(joining).reduce((sum, n) => sum + n, 0);
  if (total < K_ANONYMITY) return err({ code: 'meeting.wave-too-small', params: { heads: total, needed: K_ANONYMITY } });
  const short = Object.entries(joining).find(([id, n]) => n > 0 && n + (standing[id] ?? 0) < K_ANONYMITY);
  return short ? err({ code: 'meeting.wave-too-small', at: short[0], params: { heads: short[1] + (standing[short[0]] ?? 0), needed: K_ANONYMITY } }) : ok(null);
}
