import { TWO_MARKS } from '@shuping/domain';
import { Fraction, sha256Hex } from '@shuping/kernel';
import { isStamped, type Ticket, type TicketKey } from './client/ticket.ts';
import type { SealedMark, SealFile } from './seal.ts';

/** A spent ticket, cut loose from its ballot. */
export type SpentTicket = { readonly round: string; readonly class: string } & Omit<Ticket, 'secret'>;
/** What stands in a recount package: tickets and marks in orders that have nothing to do with each other. */
export type RecountContent = { readonly tickets: readonly SpentTicket[]; readonly marks: readonly SealedMark[]; /** one line a sheet of paper, which has no ticket; absent when there was none */ readonly sheets?: readonly PaperLine[] };
export type PaperLine = { readonly round: string; readonly class: string };

/** The package as it is kept and handed out; the bytes of this JSON are what the root stands for. */
export type RecountPackage = {
  readonly format: 'shuping-recount@1';
  readonly meeting: string;
  /** the scrutineers' X25519 public keys in hex, in the order in which the secrets are joined */
  readonly keys: readonly string[];
  /** public half of the pair made for this package: SubjectPublicKeyInfo, base64 */
  readonly ephemeral: string;
  /** HMAC-SHA256 over the encrypted bytes, hex */
  readonly mac: string;
  /** AES-256-CTR, base64 */
  readonly data: string;
};

/** A place where package and public file disagree. */
export type RecountDifference = { readonly at: string; readonly expected: string | number; readonly got: string | number };

/** Plain text of a package, a line a ticket and a line a mark, so that `grep -c` counts it. Both lists must come shuffled: the order is kept. */
export function writeRecount(content: RecountContent): string {
  const tickets = content.tickets.map((one) => `ticket ${one.round} ${one.class} ${one.message} ${one.signature}\n`);
  const sheets = (content.sheets ?? []).map((one) => `sheet ${one.round} ${one.class}\n`);
  const marks = content.marks.map((one) => `${[one.void ? 'void' : 'mark', one.subject, one.class, ...Object.entries(one.marks).map(([item, option]) => `${item}=${option ?? ''}`).sort()].join(' ')}\n`);
  return [...tickets, ...sheets, ...marks].join('');
}

const TICKET = /^ticket (\S+) (\S+) ([0-9a-f]{128}) ([0-9a-f]{512})$/;
const SHEET = /^sheet (\S+) (\S+)$/;
const MARK = /^(mark|void) (\S+) (\S+)((?: [^\s=]+=[^\s=]*)*)$/;

/** Counterpart of `writeRecount`; null when a line is neither ticket, sheet nor mark. */
export function readRecount(text: string): RecountContent | null {
  const tickets: SpentTicket[] = [];
  const marks: SealedMark[] = [];
  const sheets: PaperLine[] = [];
  for (const line of text.split('\n').filter((one) => one !== '')) {
    const ticket = TICKET.exec(line);
    const mark = MARK.exec(line);
    const sheet = SHEET.exec(line);
    if (ticket) tickets.push({ round: ticket[1]!, class: ticket[2]!, message: ticket[3]!, signature: ticket[4]! });
    else if (sheet) sheets.push({ round: sheet[1]!, class: sheet[2]! });
    else if (mark) marks.push({ ...(mark[1] === 'void' ? { void: true as const } : {}), subject: mark[2]!, class: mark[3]!, marks: Object.fromEntries(mark[4]!.split(' ').filter(Boolean).map((one) => one.split('=')).map(([item, option]) => [item!, option === '' ? null : option!])) });
    else return null;
  }
  return { tickets, marks, ...(sheets.length > 0 ? { sheets } : {}) };
}

/** True when the package is the one whose root the public file names. */
export function isPackageOf(file: SealFile, bytes: string): boolean {
  return file.recount !== undefined && sha256Hex(bytes) === file.recount.root;
}

/**
 * Recounts a decrypted package against the public file, without any server (security G4): every ticket carries a stamp of a key of the file, no ticket stands twice, tickets and sheets of paper together are as many as
 * ballots came back in every class, there are as many sheets as the file says, and the marks add up to the public tallies. Gives every difference; none when all is in order.
 */
export function recount(file: SealFile, content: RecountContent): RecountDifference[] {
  return [...ticketDifferences(file, content.tickets, content.sheets ?? []), ...tallyDifferences(file, content.marks)];
}

function ticketDifferences(file: SealFile, tickets: readonly SpentTicket[], sheets: readonly PaperLine[]): RecountDifference[] {
  const keys = new Map((file.keys ?? []).map((key: TicketKey) => [`${key.round}/${key.class}`, key]));
  const out: RecountDifference[] = [];
  const badly = new Map<string, number>();
  const back: Record<string, number> = {};
  const byRound: Record<string, Record<string, number>> = {};
  const seen = new Set<string>();
  const came = ({ round, class: id }: PaperLine): void => {
    const shown = file.merged?.[id] ?? id;
    back[shown] = (back[shown] ?? 0) + 1;
    const inRound = (byRound[round] ??= {});
    inRound[shown] = (inRound[shown] ?? 0) + 1;
  };
  for (const sheet of sheets) came(sheet);
  for (const ticket of tickets) {
    const key = keys.get(`${ticket.round}/${ticket.class}`);
    const place = `tickets/${ticket.round}/${ticket.class}`;
    if (!key || !isStamped(key, ticket)) badly.set(place, (badly.get(place) ?? 0) + 1);
    came(ticket);
    seen.add(ticket.message);
  }
  for (const [at, got] of badly) out.push({ at: `${at}/badly-stamped`, expected: 0, got });
  if (seen.size !== tickets.length) out.push({ at: 'tickets/twice', expected: 0, got: tickets.length - seen.size });
  if (sheets.length !== (file.paper ?? 0)) out.push({ at: 'paper', expected: file.paper ?? 0, got: sheets.length });
  for (const id of [...new Set([...Object.keys(file.counts), ...Object.keys(back)])].sort()) {
    const expected = file.counts[id]?.returned ?? 0;
    if ((back[id] ?? 0) !== expected) out.push({ at: `counts/${id}/returned`, expected, got: back[id] ?? 0 });
  }
  for (const [round, { counts }] of Object.entries(file.rounds ?? {})) {
    for (const [id, { returned: expected }] of Object.entries(counts)) {
      const got = byRound[round]?.[id] ?? 0;
      if (got !== expected) out.push({ at: `rounds/${round}/counts/${id}/returned`, expected, got });
    }
  }
  return out;
}

/** subject/class/item/option → count, blanks and the number of marks included; zeros left out. */
type Cells = Map<string, number>;

/** A sum in whole millionths, the finest mark there is. */
function millionths(sum: string): number {
  return Number(Fraction.of(sum).mul(new Fraction(1_000_000n)).toFixed(0));
}

function tallyDifferences(file: SealFile, marks: readonly SealedMark[]): RecountDifference[] {
  const counted: Cells = new Map();
  const add = (cells: Cells, at: string, by: number): unknown => (by === 0 ? null : cells.set(at, (cells.get(at) ?? 0) + by));
  for (const mark of marks) {
    const place = `tallies/${mark.subject}/${mark.class}`;
    add(counted, `${place}/${mark.void ? 'invalid' : 'valid'}`, 1);
    for (const [item, option] of Object.entries(mark.void ? {} : mark.marks)) {
      const at = `${place}/items/${item}`;
      const cell = file.tallies[mark.subject]?.[mark.class]?.items[item];
      if (option === null) add(counted, `${at}/blank`, 1);
      else if (option === TWO_MARKS) add(counted, `${at}/invalid`, 1);
      else if (cell?.total) {
        add(counted, `${at}/total/count`, 1);
        add(counted, `${at}/total/sum`, millionths(option));
      } else add(counted, `${at}/${cell?.values ? 'values' : 'options'}/${option}`, 1);
    }
  }
  const told: Cells = new Map();
  for (const [subject, classes] of Object.entries(file.tallies)) {
    for (const [id, counts] of Object.entries(classes)) {
      const place = `tallies/${subject}/${id}`;
      add(told, `${place}/valid`, counts.valid);
      add(told, `${place}/invalid`, counts.invalid ?? 0);
      for (const [item, cell] of Object.entries(counts.items)) {
        add(told, `${place}/items/${item}/blank`, cell.blank);
        add(told, `${place}/items/${item}/invalid`, cell.invalid ?? 0);
        for (const [mark, n] of Object.entries(cell.values ?? {})) add(told, `${place}/items/${item}/values/${mark}`, n);
        add(told, `${place}/items/${item}/total/count`, cell.total?.count ?? 0);
        add(told, `${place}/items/${item}/total/sum`, millionths(cell.total?.sum ?? '0'));
        for (const [option, n] of Object.entries(cell.options)) add(told, `${place}/items/${item}/options/${option}`, n);
      }
    }
  }
  return [...new Set([...told.keys(), ...counted.keys()])].sort().flatMap((at) => {
    const [expected, got] = [told.get(at) ?? 0, counted.get(at) ?? 0];
    return expected === got ? [] : [{ at, expected, got }];
  });
}
