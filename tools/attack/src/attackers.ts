import { createDecipheriv, createHash, createHmac, createPrivateKey, createPublicKey, diffieHellman, hkdfSync } from 'node:crypto';
import { isStamped } from '../../../packages/ballot-box/src/client/ticket.ts';
import type { Ballot, Evidence, Guess, Order } from './evidence.ts';

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

/** From the receipt that a person shows to the ballot: every ballot of the dump through every hash and every secret that was found, and every locked receipt under every key that a secret gives. */
export function byReceipt(evidence: Evidence): Guess {
  const { people, ballots, secrets } = evidence;
  const owner = new Map(people.map((person, at) => [person.receipt, at]));
  const keys = receiptKeys(evidence);
  return ballots.map((ballot) => {
    for (const key of keys) {
      const at = owner.get(unlocked(key, ballot));
      if (at !== undefined) return at;
    }
    for (const hex of [ballot.ticket, ballot.ticketHash, ballot.bodyHash, ballot.signature, ballot.receipt]) {
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

/** DER of an X25519 private key up to its 32 bytes. */
const PKCS8 = Buffer.from('302e020100300506032b656e04220420', 'hex');
const SPKI = Buffer.from('302a300506032b656e032100', 'hex');

/** Keys that open locked receipts if a secret is the private half for them, or the key itself. */
function receiptKeys({ secrets, points, meeting }: Evidence): Buffer[] {
  const halves = [...new Map(secrets.filter((one) => one.length >= 32).flatMap((one) => [one.subarray(0, 32), one.subarray(-32)]).map((one) => [one.toString('hex'), one])).values()];
  return halves.flatMap((half) => [half, ...points.flatMap((point) => agreed(half, point).map((shared) => Buffer.from(hkdfSync('sha256', shared, meeting, 'shuping-receipts@1', 32))))]);
}

function agreed(half: Buffer, point: Buffer): Buffer[] {
  try {
    return [diffieHellman({ privateKey: createPrivateKey({ key: Buffer.concat([PKCS8, half]), format: 'der', type: 'pkcs8' }), publicKey: createPublicKey({ key: Buffer.concat([SPKI, point]), format: 'der', type: 'spki' }) })];
  } catch {
    return [];
  }
}

function unlocked(key: Buffer, { receipt, ticketHash }: Ballot): string {
  const locked = Buffer.from(receipt, 'hex');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, locked.subarray(0, 12)).setAAD(Buffer.from(ticketHash, 'hex')).setAuthTag(locked.subarray(-16));
    return Buffer.concat([decipher.update(locked.subarray(12, -16)), decipher.final()]).toString();
  } catch {
    return '';
  }
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
