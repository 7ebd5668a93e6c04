import { TWO_MARKS, type Published } from '@shuping/domain';
import { canonicalJson, Fraction, sha256Hex, shuffled, type Random } from '@shuping/kernel';
import { fingerprintOf } from './client/fingerprint.ts';
import type { TicketKey } from './client/ticket.ts';
import type { BallotFormSheet, Choices } from './form.ts';

/** A ballot as the intake holds it, without its token. */
export type IntakeBallot = { readonly class: string; readonly choices: Choices };

/** Marks for one subject by one voter of a class, cut loose from the same voter's other marks. */
export type SealedMark = { readonly class: string; readonly subject: string; readonly marks: Readonly<Record<string, string | null>>; /** not counted by the rules of the form; only paper can be (`withVoids`) */ readonly void?: true };

/** Splits ballots into marks per subject, each subject in an order of its own, so that neither the order of casting nor a voter's pattern over subjects remains. */
export function splitAndShuffle(ballots: readonly IntakeBallot[], subjects: readonly { readonly id: string }[], random: Random): SealedMark[] {
  const bySubject = shuffled(subjects, random).map((subject) =>
    shuffled(ballots.map((ballot): SealedMark => ({ class: ballot.class, subject: subject.id, marks: ballot.choices[subject.id] ?? {} })), random),
  );
  return bySubject.flat();
}

/** Counts of one class for one subject: item → option → marks, and blanks. `invalid`, absent when none: sheets of paper that the form does not let count, and on an item that need not be answered, sheets with two marks. Marks that are numbers stand as `values` (mark → how often) or as their exact `total`. */
export type MarkCounts = { readonly valid: number; readonly invalid?: number; readonly items: Record<string, { options: Record<string, number>; blank: number; invalid?: number; values?: Record<string, number>; total?: { sum: string; count: number } }> };

/** Adds up sealed marks: subject → class → counts. Classes and subjects without a mark are present with zeros. */
export function countMarks(marks: readonly SealedMark[], form: BallotFormSheet): Record<string, Record<string, MarkCounts>> {
  const out: Record<string, Record<string, MarkCounts>> = {};
  for (const subject of form.subjects) {
    out[subject.id] = {};
    for (const [id, sheet] of Object.entries(form.classes)) out[subject.id]![id] = { valid: 0, items: emptyItems(sheet) };
  }
  for (const mark of marks) {
    const counts = out[mark.subject]?.[mark.class] as { valid: number; invalid?: number; items: MarkCounts['items'] } | undefined;
    if (!counts) throw new Error(`mark outside the form: ${mark.subject} ${mark.class}`);
    if (mark.void) {
      counts.invalid = (counts.invalid ?? 0) + 1;
      continue;
    }
    counts.valid += 1;
    for (const [item, option] of Object.entries(mark.marks)) {
      const cell = counts.items[item]!;
      if (option === null) cell.blank += 1;
      else if (option === TWO_MARKS) cell.invalid = (cell.invalid ?? 0) + 1;
      else if (cell.values) cell.values[option] = (cell.values[option] ?? 0) + 1;
      else if (cell.total) cell.total = { sum: Fraction.of(cell.total.sum).add(Fraction.of(option)).toString(), count: cell.total.count + 1 };
      else cell.options[option] = (cell.options[option] ?? 0) + 1;
    }
  }
  return out;
}

function emptyItems(sheet: BallotFormSheet['classes'][string]): MarkCounts['items'] {
  return Object.fromEntries(sheet.items.map((item) => [item.id, {
    options: Object.fromEntries(item.options.map((o) => [o.id, 0])), blank: 0, ...(item.range ? (item.range.kept === 'values' ? { values: {} } : { total: { sum: '0', count: 0 } }) : {}),
  }]));
}

export type ClassCounts = Readonly<Record<string, { readonly issued: number; readonly returned: number; readonly uncast: number; readonly replaced?: number }>>;

export type VoidReason = { readonly code: string; readonly params: Readonly<Record<string, number>> };

/** Public file of a sealed meeting: counts, tallies and receipts (sorted), with the root over them. */
export type SealFile = {
  readonly format: 'shuping-seal@1';
  readonly meeting: string;
  /** over the keys that stamped the tickets */
  readonly fingerprint: string;
  /** per class, over all rounds together: tickets given, ballots back, tickets that never voted; slips issued again for lost tickets, absent when none: so many ballots at most of a round may be one person's second */
  readonly counts: ClassCounts;
  /** the same round by round, with the subjects of each; absent when there was one round */
  readonly rounds?: Readonly<Record<string, { readonly subjects: readonly string[]; readonly counts: ClassCounts }>>;
  readonly tallies: Record<string, Record<string, MarkCounts>>;
  /** rounds, sheets of a round or people about whom the vote does not stand, and why: their marks are destroyed uncounted */
  readonly void?: Readonly<Record<string, VoidReason>>;
  /** classes with too few ballots to be shown: counted with another class */
  readonly merged?: Readonly<Record<string, string>>;
  /** classes with too few ballots to be shown and no class to be counted with: their marks are destroyed unread */
  readonly withheld?: readonly string[];
  /** public halves of the keys that stamped the tickets; absent in files from before there was a recount package */
  readonly keys?: readonly TicketKey[];
  /** SHA-256 of the recount package's bytes, and the two scrutineers' public keys to which it is encrypted */
  readonly recount?: { readonly root: string; readonly keys: readonly string[] };
  /** ballots that came on paper, in all classes together; they stand among the counts like all others and have no receipt */
  readonly paper?: number;
  readonly receipts: readonly string[];
  /** ballots of phones whose receipts could not be listed, because the key to them was lost; absent when none */
  readonly unlisted?: number;
  readonly root: string;
};

/** Counts of the round in which a subject was voted on, or of the sheets on which the subject stood, where classes were asked about different people. */
export function countsFor(file: Pick<SealFile, 'counts' | 'rounds'>, subject: string): ClassCounts {
  const own = Object.values(file.rounds ?? {}).filter((round) => round.subjects.includes(subject)).map((round) => round.counts);
  return own.length === 0 ? file.counts : sumCounts(own);
}

/** Adds up counts of the same subjects from several sheets: subject → class → counts. */
export function sumMarks(counted: readonly Readonly<Record<string, Readonly<Record<string, MarkCounts>>>>[]): Record<string, Record<string, MarkCounts>> {
  const out: Record<string, Record<string, MarkCounts>> = {};
  for (const [subject, classes] of counted.flatMap((one) => Object.entries(one))) {
    const own = (out[subject] ??= {});
    for (const [id, counts] of Object.entries(classes)) own[id] = own[id] ? plus(own[id], counts) : counts;
  }
  return out;
}

const added = (one: Readonly<Record<string, number>>, other: Readonly<Record<string, number>>): Record<string, number> => Object.fromEntries([...new Set([...Object.keys(one), ...Object.keys(other)])].map((id) => [id, (one[id] ?? 0) + (other[id] ?? 0)]));

function plus(one: MarkCounts, other: MarkCounts): MarkCounts {
  const invalid = (one.invalid ?? 0) + (other.invalid ?? 0);
  const items = [...new Set([...Object.keys(one.items), ...Object.keys(other.items)])].map((id) => [id, plusCell(one.items[id], other.items[id])] as const);
  return { valid: one.valid + other.valid, ...(invalid > 0 ? { invalid } : {}), items: Object.fromEntries(items) };
}

type Cell = MarkCounts['items'][string];

function plusCell(one: Cell | undefined, other: Cell | undefined): Cell {
  if (!one || !other) return (one ?? other)!;
  const invalid = (one.invalid ?? 0) + (other.invalid ?? 0);
  const total = one.total && other.total ? { sum: Fraction.of(one.total.sum).add(Fraction.of(other.total.sum)).toString(), count: one.total.count + other.total.count } : null;
  return { options: added(one.options, other.options), blank: one.blank + other.blank, ...(invalid > 0 ? { invalid } : {}), ...(one.values && other.values ? { values: added(one.values, other.values) } : {}), ...(total ? { total } : {}) };
}

/** Adds up the counts of rounds. A slip issued again is for all of them, so their number is not added up. */
export function sumCounts(rounds: readonly ClassCounts[]): ClassCounts {
  const sums: Record<string, { issued: number; returned: number; uncast: number; replaced?: number }> = {};
  for (const [id, { issued, returned, uncast, replaced }] of rounds.flatMap((one) => Object.entries(one))) {
    const sum = (sums[id] ??= { issued: 0, returned: 0, uncast: 0 });
    sum.issued += issued;
    sum.returned += returned;
    sum.uncast += uncast;
    if (replaced !== undefined) sum.replaced = Math.max(sum.replaced ?? 0, replaced);
  }
  return sums;
}

/** What the public file is made of: tallies that may be shown, receipts in any order. */
export type SealContent = Omit<SealFile, 'format' | 'root' | 'tallies'> & { readonly tallies: Readonly<Record<string, Record<string, Published<MarkCounts>>>> };

/** Makes the public file; `root` is the SHA-256 over the canonical form of the rest. */
export function makeSealFile(content: SealContent): SealFile {
  const body = { format: 'shuping-seal@1' as const, ...content, receipts: [...content.receipts].sort() };
  return { ...body, root: sha256Hex(canonicalJson(body)) };
}

/** Place of a count that does not add up, in a class, a round, or over the rounds. */
function badCounts({ counts, rounds, void: voided = {} }: SealFile): string | null {
  const places: [string, ClassCounts][] = [['counts', counts], ...Object.entries(rounds ?? {}).map(([id, round]): [string, ClassCounts] => [`rounds/${id}/counts`, round.counts])];
  for (const [at, list] of places) {
    // a vote may be void because too many ballots came back
    const surplus = at === 'counts' ? Object.keys(voided).length > 0 : voided[at.split('/')[1]!] !== undefined;
    const bad = Object.entries(list).find(([, one]) => (one.uncast < 0 && !surplus) || one.issued - one.returned !== one.uncast);
    if (bad) return `${at}/${bad[0]}`;
  }
  if (rounds !== undefined && canonicalJson(sumCounts(Object.values(rounds).map((round) => round.counts))) !== canonicalJson(counts)) return 'rounds';
  return null;
}

/** True when the root belongs to the file's content, no class has more ballots than tickets, and returned ballots equal counted ones in every class and round. */
export function verifySealFile(file: SealFile): { readonly ok: true } | { readonly ok: false; readonly at: string } {
  const { root, ...body } = file;
  if (sha256Hex(canonicalJson(body)) !== root) return { ok: false, at: 'root' };
  if (file.keys && fingerprintOf(file.meeting, file.keys) !== file.fingerprint) return { ok: false, at: 'fingerprint' };
  const badly = badCounts(file);
  if (badly !== null) return { ok: false, at: badly };
  for (const [subject, classes] of Object.entries(file.tallies)) {
    for (const [id, counts] of Object.entries(classes)) {
      if (counts.valid + (counts.invalid ?? 0) !== (countsFor(file, subject)[id]?.returned ?? 0)) return { ok: false, at: `tallies/${subject}/${id}/valid` };
      for (const [item, cell] of Object.entries(counts.items)) {
        const sum = [...Object.values(cell.options), ...Object.values(cell.values ?? {})].reduce((a, b) => a + b, cell.blank + (cell.invalid ?? 0) + (cell.total?.count ?? 0));
        if (sum !== counts.valid) return { ok: false, at: `tallies/${subject}/${id}/items/${item}` };
      }
    }
  }
  const returned = Object.values(file.counts).reduce((sum, c) => sum + c.returned, 0);
  return file.receipts.length + (file.unlisted ?? 0) + (file.paper ?? 0) === returned ? { ok: true } : { ok: false, at: 'receipts' };
}
