import { byDerivation, byKey, byLog, byOrder, byReceipt, byTransaction } from './attackers.ts';
import { byBlinding } from './blinding.ts';
import type { Evidence, Guess } from './evidence.ts';
import { correlationByChance, mostByChance, rankCorrelation } from './figures.ts';

/** Ballot → person, the truth that no attacker is given. */
export type Played = { readonly evidence: Evidence; readonly truth: readonly number[] };

/** What one attacker reached over all meetings. `limit`: right guesses that blind guessing does not pass. */
export type Finding = { readonly attacker: string; readonly right: number; readonly guesses: number; readonly limit: number; readonly correlation?: number; readonly correlationLimit?: number; readonly links: boolean };

const rightOf = (guess: Guess, truth: readonly number[]): number => guess.filter((person, ballot) => person === truth[ballot]).length;
const madeOf = (guess: Guess): number => guess.filter((person) => person !== null).length;

/** Attackers that make one guess a ballot, by name. */
const PLAIN: Readonly<Record<string, (evidence: Evidence) => Guess>> = {
  'rows of one transaction': byTransaction,
  'blinded values and stamps against tickets': (evidence) => byBlinding(evidence).guess,
  'keys that only one person was shown': byKey,
  'tickets made from what is known of a person': byDerivation,
  'lines of the logs': byLog,
};

/** Runs every attacker over every meeting. */
export function attack(played: readonly Played[]): Finding[] {
  const limit = mostByChance(played.length);
  const plain = Object.entries(PLAIN).map(([attacker, run]): Finding => {
    const guesses = played.map(({ evidence, truth }) => ({ guess: run(evidence), truth }));
    const right = guesses.reduce((sum, one) => sum + rightOf(one.guess, one.truth), 0);
    return { attacker, right, guesses: guesses.reduce((sum, one) => sum + madeOf(one.guess), 0), limit, links: right > limit };
  });
  // a receipt stands for one person alone: nothing may lead from it to a ballot
  const receipts = played.map(({ evidence, truth }) => ({ guess: byReceipt(evidence), truth }));
  const told = receipts.reduce((sum, one) => sum + rightOf(one.guess, one.truth), 0);
  return [...plain, { attacker: 'a receipt shown to somebody', right: told, guesses: receipts.reduce((sum, one) => sum + madeOf(one.guess), 0), limit: 0, links: told > 0 }, ...orders(played)];
}

/** Every order that is found, compared with the order of check-in; after the seal with the order of voting as well. */
function orders(played: readonly Played[]): Finding[] {
  const readings = played.flatMap(({ evidence, truth }) => [
    ...[...evidence.during, ...evidence.sealed].map((order) => ({ attacker: `${order.source} / order of check-in`, order, people: evidence.people.map((_, at) => at), truth })),
    ...evidence.sealed.map((order) => ({ attacker: `${order.source} / order of voting`, order, people: evidence.voted, truth })),
  ]);
  return [...new Set(readings.map((one) => one.attacker))].map((attacker): Finding => {
    const own = readings.filter((one) => one.attacker === attacker);
    const right = own.reduce((sum, { order, people, truth }) => sum + rightOf(byOrder(order, people), truth), 0);
    const correlation = own.reduce((sum, { order, people, truth }) => sum + rankCorrelation(order.ballots.map((ballot) => people.indexOf(truth[ballot]!))), 0) / own.length;
    const size = own[0]!.people.length;
    const [limit, correlationLimit] = [mostByChance(own.length), correlationByChance(size, own.length)];
    return { attacker, right, guesses: own.reduce((sum, one) => sum + one.order.ballots.length, 0), limit, correlation: round(correlation), correlationLimit: round(correlationLimit), links: right > limit || correlation > correlationLimit };
  });
}

const round = (n: number): number => Math.round(n * 1000) / 1000;
