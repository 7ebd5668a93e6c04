import { createHash, createHmac } from 'node:crypto';
import { isStamped } from '../../../packages/ballot-box/src/client/ticket.ts';
import type { Evidence, Guess, Order } from './evidence.ts';

/** The n-th ballot of a source belongs to the n-th person. */
export function byOrder(order: Order, people: readonly number[]): Guess {
  const guess = order.ballots.map((): number | null => null);
  order.ballots.forEach((ballot, at) => (guess[ballot] = people[at] ?? null));
  return guess;
}

/** Rows of a person and of a ballot that one transaction wrote belong together. */
export function byTransaction({ transactions, ballots }: Evidence): Guess {
  const guess = ballots.map((): number | null => null);
  for (const one of transactions) if (one.people.length > 0) one.ballots.forEach((ballot, at) => (guess[ballot] = one.people[at % one.people.length]!));
  return guess;
}

/** Who was shown a key that nobody else was shown owns the tickets that it stamped; otherwise the first who was shown it is guessed. */
export function byKey({ people, ballots }: Evidence): Guess {
  const moduli = [...new Set(people.flatMap((person) => person.keys))];
  return ballots.map(({ ticket, signature }) => {
    const stamping = moduli.find((n) => isStamped({ n }, { message: ticket, signature }));
    const shown = people.flatMap((person, at) => (stamping !== undefined && person.keys.includes(stamping) ? [at] : []));
    return shown[0] ?? null;
  });
}

const HASHES = ['sha256', 'sha384', 'sha512'] as const;

/** A ticket, hash or signature that was made from what is known of a person. */
export function byDerivation({ people, ballots, secrets }: Evidence): Guess {
  const owner = new Map<string, number>();
  people.forEach((person, at) => {
    for (const text of [person.slip, person.slipHash, person.requestHash, person.blinded, person.stamped]) {
      for (const value of [Buffer.from(text), Buffer.from(text, 'hex')]) {
        if (value.length < 16) continue;
        owner.set(value.toString('hex').slice(0, 48), at);
        for (const name of HASHES) {
          owner.set(createHash(name).update(value).digest('hex').slice(0, 48), at);
          for (const secret of secrets) owner.set(createHmac(name, secret).update(value).digest('hex').slice(0, 48), at);
        }
      }
    }
  });
  return ballots.map((ballot) => {
    const parts = [ballot.ticket, ballot.ticket.slice(64), ballot.ticketHash, ballot.bodyHash, ballot.signature].map((hex) => hex.slice(0, 48));
    return parts.map((part) => owner.get(part)).find((at) => at !== undefined) ?? null;
  });
}

const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const spelled = (digest: Buffer): string => Array.from({ length: 12 }, (_, at) => ALPHABET[digest[at]! & 31]!).join('');

/** From the receipt that a person shows to the ballot: every ballot of the dump through every hash and every secret that was found. */
export function byReceipt({ people, ballots, secrets }: Evidence): Guess {
  const owner = new Map(people.map((person, at) => [person.receipt, at]));
  return ballots.map((ballot) => {
    for (const hex of [ballot.ticket, ballot.ticketHash, ballot.bodyHash, ballot.signature]) {
      const value = Buffer.from(hex, 'hex');
      const digests = [value, ...HASHES.map((name) => createHash(name).update(value).digest()), ...secrets.flatMap((secret) => HASHES.map((name) => createHmac(name, secret).update(value).digest()))];
      for (const digest of digests) {
        const at = owner.get(spelled(digest));
        if (at !== undefined) return at;
      }
    }
    return null;
  });
}

/** What the log says of a ballot belongs to the person of whom it spoke last. */
export function byLog({ people, ballots, log }: Evidence): Guess {
  const marks = new Map<string, number>();
  people.forEach((person, at) => [person.slip, person.slipHash, person.requestHash, person.blinded.slice(0, 64), person.stamped.slice(0, 64)].forEach((text) => marks.set(text, at)));
  return ballots.map((ballot) => {
    const places = [ballot.ticket.slice(0, 64), ballot.ticketHash, ballot.bodyHash, ballot.signature.slice(0, 64)].map((text) => log.indexOf(text)).filter((at) => at >= 0);
    if (places.length === 0) return null;
    const before = log.slice(0, Math.min(...places));
    let [best, place] = [null as number | null, -1];
    for (const [text, person] of marks) {
      const at = before.lastIndexOf(text);
      if (at > place) [best, place] = [person, at];
    }
    return best;
  });
}
