import { fingerprintOf, type KeyLine } from './fingerprint.ts';
import { isModulus, makeEnvelope, openEnvelope, type Envelope, type RandomBytes, type Ticket, type TicketKey } from './ticket.ts';

/** What the server says of a slip before it stamps anything: the keys with which it can still take tickets, and the others of the meeting as hashes. */
export type EntryView = { readonly class: string; readonly fingerprint: string; readonly keys: readonly TicketKey[]; readonly others: readonly KeyLine[] };

/** True when the keys are those of the fingerprint that is pinned, or, with a typed code, of the one shown; a server that gives one person other keys than the rest is found out (security 2.4 step 1). */
export function areKeysGenuine(meeting: string, entry: EntryView, pinned: string | null): boolean {
  // a slip made out to somebody may be for several classes, for one in each round
  const own = entry.keys.every((key) => isModulus(key.n)) && new Set(entry.keys.map((key) => key.round)).size === entry.keys.length;
  const apart = entry.others.every((line) => !entry.keys.some((key) => key.round === line.round && key.class === line.class));
  return own && apart && fingerprintOf(meeting, [...entry.keys, ...entry.others]) === entry.fingerprint && (pinned === null || pinned === entry.fingerprint);
}

/** Round → class, of the rounds in which a slip is for another class than its own; undefined when there is none. */
export function otherClasses({ class: own, keys }: Pick<EntryView, 'class' | 'keys'>): Record<string, string> | undefined {
  const others = keys.filter((key) => key.class !== own).map((key) => [key.round, key.class] as const);
  return others.length > 0 ? Object.fromEntries(others) : undefined;
}

/** One envelope for every round, to be kept before it is sent. */
export function makeEnvelopes(entry: Pick<EntryView, 'keys'>, random: RandomBytes): Record<string, Envelope> {
  return Object.fromEntries(entry.keys.map((key) => [key.round, makeEnvelope(key, random)]));
}

/** The tickets in the stamped envelopes; null when a stamp is missing or not of its key. */
export function openEnvelopes(keys: readonly TicketKey[], envelopes: Readonly<Record<string, Envelope>>, stamped: Readonly<Record<string, string>>): Record<string, Ticket> | null {
  const tickets: Record<string, Ticket> = {};
  for (const key of keys) {
    const envelope = envelopes[key.round];
    const ticket = envelope ? openEnvelope(key, envelope, stamped[key.round] ?? '') : null;
    if (ticket === null) return null;
    tickets[key.round] = ticket;
  }
  return tickets;
}
