import type { RoundPhase } from './ballot-box.store.ts';

/** True while a round takes ballots. */
export function isVoting(phase: RoundPhase): boolean {
  return phase === 'voting';
}

/** True once a round takes no more ballots and is not sealed yet. */
export function isShut(phase: RoundPhase): boolean {
  return phase === 'closed';
}

/** True until a round opens: its tickets can still be given and its form changed. */
export function isWaiting(phase: RoundPhase): boolean {
  return phase === 'waiting';
}

/** True when a round may be moved there: forward by one step, or again to where it is. */
export function mayBecome(phase: RoundPhase, to: 'voting' | 'closed'): boolean {
  return phase === to || phase === (to === 'voting' ? 'waiting' : 'voting');
}
