import { isUnder, type OrgPath } from '@shuping/kernel';
import { canSome, type Subject } from '@shuping/permissions';
import type { AppPrincipal } from '../authz/principals.ts';
import type { AuditInput } from '../persistence/ports.ts';

/** What somebody may have to look at again. */
export const TOPICS = ['jobs', 'meetings', 'reports', 'cycles', 'results', 'ledger', 'actions', 'organisations'] as const;
export type Topic = (typeof TOPICS)[number];

/** What travels between nodes: never a row, only which thing of which organisation changed, and who acted where it is nobody else's business. */
export type Note = { readonly topic: Topic; readonly id: string; readonly path: OrgPath };
/** What a page is told; without `id` everything of the topic may have changed. */
export type Told = { readonly topic: Topic; readonly id?: string };

export const CHANNEL = 'shuping_live';
/** PostgreSQL refuses a payload of 8,000 bytes. */
const MOST_BYTES = 7_500;

const SUBJECTS: Readonly<Record<string, readonly [Topic, Subject]>> = {
  Job: ['jobs', 'Job'], Meeting: ['meetings', 'Meeting'], LeaderComment: ['meetings', 'LeaderComment'], Report: ['reports', 'Report'], Assessee: ['cycles', 'Assessee'], Cycle: ['cycles', 'Cycle'],
  Result: ['results', 'Result'], Opinion: ['results', 'Opinion'], Objection: ['results', 'Objection'], Letter: ['results', 'Letter'], Problem: ['ledger', 'Problem'], Commitment: ['ledger', 'Commitment'],
  ActionItem: ['actions', 'ActionItem'], Organisation: ['organisations', 'Organisation'],
};
/** Acts on a meeting that are told. Check-in, attendance, slips, tickets and paper are not: their moments would say who came and voted when. */
const MEETING_ACTS: ReadonlySet<string> = new Set(['meeting.create', 'meeting.confirm', 'meeting.groups', 'meeting.agenda', 'meeting.draw', 'meeting.rounds', 'meeting.phase', 'meeting.debriefed', 'meeting.open-wave', 'meeting.close-wave', 'meeting.seal', 'meeting.rerun']);

const NEEDS: Readonly<Record<Topic, readonly Subject[]>> = Object.fromEntries(TOPICS.map((topic) => [topic, Object.values(SUBJECTS).flatMap(([of, subject]) => (of === topic ? [subject] : []))])) as never;

/** Notes of the acts of a transaction, each once. An act that is not listed is told to nobody. */
export function notesOf(entries: readonly Pick<AuditInput, 'action' | 'subject' | 'orgPath'>[]): Note[] {
  const notes = new Map<string, Note>();
  for (const { action, subject, orgPath } of entries) {
    const known = SUBJECTS[subject.type];
    if (!known || (subject.type === 'Meeting' && !MEETING_ACTS.has(action))) continue;
    notes.set(`${known[0]} ${subject.id} ${orgPath}`, { topic: known[0], id: subject.id, path: orgPath });
  }
  return [...notes.values()];
}

/** Payloads for the channel, each short enough; a great many notes are told by topic and organisation alone. */
export function payloadsOf(notes: readonly Note[]): string[] {
  const payloads: string[] = [];
  let rest = notes.length > 500 ? coarse(notes) : [...notes];
  while (rest.length > 0) {
    let take = rest.length;
    while (take > 1 && Buffer.byteLength(JSON.stringify(rest.slice(0, take))) > MOST_BYTES) take = Math.floor(take / 2);
    payloads.push(JSON.stringify(rest.slice(0, take)));
    rest = rest.slice(take);
  }
  return payloads;
}

function coarse(notes: readonly Note[]): Note[] {
  return [...new Map(notes.map((note) => [`${note.topic} ${note.path}`, { ...note, id: '' }])).values()];
}

/** Notes of a payload; whatever is not one is left out, since anything with the login may write to the channel. */
export function readNotes(payload: string): Note[] {
  try {
    const notes: unknown = JSON.parse(payload);
    return Array.isArray(notes) ? notes.filter((note): note is Note => typeof note === 'object' && note !== null && TOPICS.includes((note as Note).topic) && typeof (note as Note).id === 'string' && typeof (note as Note).path === 'string') : [];
  } catch {
    return [];
  }
}

/**
 * What a note says to a person: nothing unless a role of theirs covers the organisation and they may read something of the topic. The id stays away from those whose roles are
 * clipped to sectors: the thing may be another sector's.
 */
export function toldOf(who: Pick<AppPrincipal, 'scope' | 'ability'>, note: Note): Told | null {
  const over = who.scope.filter((entry) => isUnder(note.path, entry.path));
  if (over.length === 0 || !NEEDS[note.topic].some((subject) => canSome(who.ability, 'read', subject))) return null;
  return note.id !== '' && over.some((entry) => entry.sectors === '*') ? { topic: note.topic, id: note.id } : { topic: note.topic };
}
