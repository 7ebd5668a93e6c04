import { areKeysGenuine, makeEnvelopes, openEnvelopes, otherClasses, type EntryView } from './check-in.ts';
import type { RandomBytes, Ticket } from './ticket.ts';

/** Posts to a path below `/vote/:meeting/` and gives the answer's body; throws when it is refused. */
export type Ask = <T>(path: string, body: object) => Promise<T>;

/** `classes`: rounds in which the tickets are of another class than `class`. */
export type Pocket = { readonly class: string; readonly classes?: Readonly<Record<string, string>> | undefined; readonly tickets: Readonly<Record<string, Ticket>> };

/** A whole check-in with one slip, for tools that act as phones; the voters' page does the same in steps that survive a reload. Throws when the keys are not genuine or a stamp is bad. */
export async function takeTickets(ask: Ask, meeting: string, secret: string, random: RandomBytes, fingerprint: string | null = null): Promise<Pocket> {
  const entry = await ask<EntryView>('entry', { slip: secret, pad: '' });
  if (!areKeysGenuine(meeting, entry, fingerprint)) throw new Error('the keys are not those of the slip');
  const envelopes = makeEnvelopes(entry, random);
  const { stamped } = await ask<{ stamped: Record<string, string> }>('tickets', { slip: secret, blinded: Object.fromEntries(Object.entries(envelopes).map(([round, one]) => [round, one.blinded])), pad: '' });
  const tickets = openEnvelopes(entry.keys, envelopes, stamped);
  if (tickets === null) throw new Error('a stamp is not of its key');
  return { class: entry.class, classes: otherClasses(entry), tickets };
}

/** Body of a cast. */
export function castBody(pocket: Pocket, round: string, choices: object): { round: string; class: string; ticket: string; signature: string; secret: string; choices: object; pad: string } {
  const ticket = pocket.tickets[round]!;
  return { round, class: pocket.classes?.[round] ?? pocket.class, ticket: ticket.message, signature: ticket.signature, secret: ticket.secret, choices, pad: '' };
}
