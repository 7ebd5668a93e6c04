import type { RoundPhase } from './ballot-box.store.ts';

/** True while a round takes ballots. */
export function isVoting(phase: RoundPhase): boolean {
  return phase === 'voting';
}

/** True once a round takes no more ballots and is not sealed yet. */
export function isShut(phase: RoundPhase): boolean {
  return phase === 'closed';
}
