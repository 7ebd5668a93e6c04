import { Injectable } from '@nestjs/common';
import { countMarks, makeSealFile, remarksToShow, splitAndShuffle, sumCounts, sumMarks, withoutRemarks, withVoids, writeRecount, type BallotFormSheet, type ClassCounts, type IntakeBallot, type MarkCounts, type SealContent, type SealedMark, type SealFile, type TicketKey, type VoidReason } from '@shuping/ballot-box';
import { publish, type Folding } from '@shuping/domain';
import { err, ok, sha256Hex, shuffled, type Problem, type Result } from '@shuping/kernel';
import { randomInt } from 'node:crypto';
import type { PoolClient } from 'pg';
import { SealDb } from '../../platform/persistence/pools.ts';
import type { RoundPhase } from './ballot-box.store.ts';
import { checkInLock, roundLock } from './box-lock.ts';
import { isShut } from './round-phase.rules.ts';
import { ReceiptKeys, receiptReader, type ReceiptLock } from './receipt-keys.ts';
import { IS_FOR } from './slips.store.ts';
import { destroyPaper, paperOf, type PaperBallot } from './paper.store.ts';
import { lockRecount } from './recount-package.ts';
import { TicketKeys } from './ticket-keys.ts';
import { TicketVerifier } from './ticket-verifier.ts';

type RoundRow = { readonly round: string; readonly phase: RoundPhase; readonly form: BallotFormSheet };
type SlipRow = { readonly round: string; readonly class: string; readonly count: number; readonly replaced: number };
type IntakeRow = { readonly round: string; readonly class: string; readonly choices: string; readonly ticket: Buffer; readonly ticket_hash: Buffer; readonly signature: Buffer; readonly receipt: Buffer };

/** How the seal treats classes that are too small and rounds whose vote does not stand, and the scrutineers' public keys to which the recount package is encrypted; without keys there is no package. `sheets`: round → class → sheets of paper handed out. `receiptShare`: what one scrutineer hands in (`receiptShare`) where this process does not remember the key to the receipts; `withoutReceipts`: both are lost, and the list stays empty. */
export type SealPlan = { readonly folding?: Folding; readonly recountKeys?: readonly string[]; readonly sheets?: Readonly<Record<string, Readonly<Record<string, number>>>>; readonly voidRounds?: Readonly<Record<string, VoidReason>>; readonly receiptShare?: string; readonly withoutReceipts?: boolean };
const AS_IT_IS: Folding = { merged: {}, withheld: [] };

const secure = (): number => randomInt(2 ** 32) / 2 ** 32;

/** Ends a meeting's ballot side for good. */
@Injectable()
export class SealStore {
  constructor(private readonly db: SealDb, private readonly keys: TicketKeys, private readonly verifier: TicketVerifier, private readonly receipts: ReceiptKeys) {}

  /**
   * Seals a meeting whose rounds are all closed: every stamp is checked again, marks are split by subject and shuffled apart, the public file and the recount package are made, intake, slips, private keys and the receipt
   * key are destroyed, all in one transaction. Classes of the folding are counted with another class or withheld, so that no file ever holds a class too small to be shown.
   * Sealing again gives the same file. Errors: `meeting.seal-broken` with counts, and an issue a class, when a ballot lacks a good stamp; `meeting.receipt-key-needed`, with an issue a copy, when a scrutineer's share is needed;
   * then nothing is sealed or destroyed. Throws when a round is not closed.
   */
  async seal(meeting: string, plan: SealPlan = {}): Promise<Result<SealFile, Problem>> {
    const existing = await this.file(meeting);
    if (existing) return ok(existing);
    const file = await this.db.transaction((client) => this.sealIn(client, meeting, plan));
    if (!file.ok) return file;
    this.receipts.forget(meeting);
    await this.db.query('checkpoint').catch(() => undefined);
    return file;
  }

  /** Bytes of the recount package; null when there is none. */
  async recountPackage(meeting: string): Promise<string | null> {
    const { rows } = await this.db.query<{ recount: string | null }>('select recount from ballot.seal_file where meeting = $1', [meeting]);
    return rows[0]?.recount ?? null;
  }

  /** Subject → remarks in words that may be shown; subjects with fewer than five have none. Empty before the seal. */
  async remarks(meeting: string): Promise<Record<string, string[]>> {
    const { rows } = await this.db.query<{ remarks: Record<string, string[]> }>('select remarks from ballot.seal_file where meeting = $1', [meeting]);
    return rows[0]?.remarks ?? {};
  }

  async file(meeting: string): Promise<SealFile | null> {
    const { rows } = await this.db.query<{ file: SealFile }>('select file from ballot.seal_file where meeting = $1', [meeting]);
    return rows[0]?.file ?? null;
  }

  private async sealIn(client: PoolClient, meeting: string, { folding = AS_IT_IS, recountKeys = [], sheets = {}, voidRounds = {}, receiptShare, withoutReceipts = false }: SealPlan): Promise<Result<SealFile, Problem>> {
    await client.query('select pg_advisory_xact_lock($1)', [checkInLock(meeting)]);
    const rounds = (await client.query<RoundRow>('select round, phase, form from ballot.round where meeting = $1 order by length(round), round', [meeting])).rows;
    for (const { round } of [...rounds].sort((a, b) => (a.round < b.round ? -1 : 1))) await client.query('select pg_advisory_xact_lock($1)', [roundLock(meeting, round)]);
    // somebody else may have sealed while this one waited
    const standing = (await client.query<{ file: SealFile }>('select file from ballot.seal_file where meeting = $1', [meeting])).rows[0];
    if (standing) return ok(standing.file);
    const box = (await client.query<ReceiptLock & { fingerprint: string }>('select receipt_key as "publicKey", receipt_lock as locked, fingerprint from ballot.box where meeting = $1', [meeting])).rows[0];
    const phases = (await client.query<{ phase: RoundPhase }>('select phase from ballot.round where meeting = $1', [meeting])).rows;
    if (!box || phases.length === 0 || !phases.every(({ phase }) => isShut(phase))) throw new Error('a round is not closed');
    const rows = (await client.query<IntakeRow>('select round, class, choices, ticket, ticket_hash, signature, receipt from ballot.intake where meeting = $1', [meeting])).rows;
    const keys = await this.keys.list(meeting, client);
    const broken = await checkStamps(this.verifier, keys, rows);
    if (broken) return err(broken);
    const receipts = withoutReceipts ? [] : await this.listReceipts(client, meeting, { box, rows, receiptShare });
    if (receipts === null) return err(this.shareNeeded(meeting, box.locked));
    const slips = (await client.query<SlipRow>(
      `select k.round, k.class, count(s.request_hash)::int as count, (count(*) filter (where s.replacement))::int as replaced
       from ballot.slip s join ballot.key k on k.meeting = s.meeting and ${IS_FOR} and (s.rounds is null or k.round = any(s.rounds)) where s.meeting = $1 group by k.round, k.class`, [meeting])).rows;
    const paper = await paperOf(client, meeting);
    const sealed = rounds.map((round) => sealRound(round, { intake: rows, paper, slips, sheets, voided: voidRounds }, folding));
    const marks = sealed.flatMap((one) => one.marks);
    await client.query(
      'insert into ballot.sealed (meeting, class, subject, marks) select $1, u.class, u.subject::uuid, u.marks::jsonb from unnest($2::text[], $3::text[], $4::text[]) as u (class, subject, marks)',
      [meeting, marks.map((m) => m.class), marks.map((m) => m.subject), marks.map((m) => JSON.stringify(m.void ? { void: m.marks } : m.marks))],
    );
    const more = { ...(Object.keys(voidRounds).length > 0 ? { void: voidRounds } : {}), ...(Object.keys(folding.merged).length > 0 ? { merged: folding.merged } : {}), ...(folding.withheld.length > 0 ? { withheld: folding.withheld } : {}), ...(paper.length > 0 ? { paper: paper.length } : {}) };
    const tickets = shuffled(rows, secure).map((row) => ({ round: row.round, class: row.class, message: row.ticket.toString('hex'), signature: row.signature.toString('hex') }));
    const recount = recountKeys.length === 2 ? lockRecount(meeting, recountKeys, writeRecount({ tickets, sheets: shuffled(paper, secure).map(({ round, class: voterClass }) => ({ round, class: voterClass })), marks: shuffled(marks, secure) })) : null;
    const named = recount === null ? {} : { recount: { root: sha256Hex(recount), keys: recountKeys } };
    const file = makeSealFile({
      meeting, keys, ...named, fingerprint: box.fingerprint, counts: sumCounts(sealed.map((one) => one.counts)), tallies: publishedTallies(sumMarks(sealed.map((one) => one.counted)), folding, rounds.some((round) => round.form.named)),
      ...(sealed.length > 1 ? { rounds: Object.fromEntries(sealed.map(({ round, subjects, counts }) => [round, { subjects, counts }])) } : {}),
      receipts, ...(receipts.length < rows.length ? { unlisted: rows.length - receipts.length } : {}), ...more,
    });
    const remarks = Object.fromEntries(Object.entries(remarksToShow([...rows, ...paper].filter((row) => voidRounds[row.round] === undefined).map(ballotOf), secure)).filter(([subject]) => voidRounds[subject] === undefined));
    await client.query('insert into ballot.seal_file (meeting, file, recount, remarks) values ($1, $2, $3, $4)', [meeting, JSON.stringify(file), recount, JSON.stringify(remarks)]);
    await client.query('delete from ballot.intake where meeting = $1', [meeting]);
    await client.query('delete from ballot.receipt_point where meeting = $1', [meeting]);
    await destroyPaper(client, meeting);
    await client.query('delete from ballot.slip where meeting = $1', [meeting]);
    await this.keys.destroy(client, meeting);
    await client.query("update ballot.round set phase = 'sealed' where meeting = $1", [meeting]);
    await client.query("update ballot.box set check_in = 'closed', receipt_key = '', receipt_lock = '' where meeting = $1", [meeting]);
    return ok(file);
  }

  /** Receipts of all ballots; null when the key to them is not at hand. */
  private async listReceipts(client: PoolClient, meeting: string, { box, rows, receiptShare }: { readonly box: ReceiptLock; readonly rows: readonly IntakeRow[]; readonly receiptShare: string | undefined }): Promise<string[] | null> {
    if (rows.length === 0) return [];
    const key = this.receipts.private(meeting, box, receiptShare);
    if (key === null) return null;
    const points = (await client.query<{ point: Buffer }>('select point from ballot.receipt_point where meeting = $1', [meeting])).rows;
    const read = receiptReader(meeting, key, points.map(({ point }) => point));
    return rows.flatMap((row) => read(row.ticket_hash, row.receipt) ?? []);
  }

  private shareNeeded(meeting: string, locked: string): Problem {
    return { code: 'meeting.receipt-key-needed', issues: this.receipts.copies(meeting, locked).map(({ publicKey, ephemeral }) => ({ code: 'meeting.receipt-copy', at: publicKey, params: { key: publicKey.slice(0, 8), ephemeral } })) };
  }
}

const ballotOf = (row: Pick<IntakeRow, 'class' | 'choices'>): IntakeBallot => ({ class: row.class, choices: JSON.parse(row.choices) as IntakeBallot['choices'] });

/** What was given and what came back, by phone and on paper. */
type CameIn = { readonly intake: readonly IntakeRow[]; readonly paper: readonly PaperBallot[]; readonly slips: readonly SlipRow[]; readonly sheets: NonNullable<SealPlan['sheets']>; readonly voided: Readonly<Record<string, unknown>> };
type SealedRound = { readonly round: string; readonly subjects: readonly string[]; readonly marks: readonly SealedMark[]; readonly counts: ClassCounts; readonly counted: Readonly<Record<string, Readonly<Record<string, MarkCounts>>>> };

/** One round's marks split by subject and shuffled apart, its counts per class as shown and what the marks add up to; of a void round the counts only. */
function sealRound({ round, form }: RoundRow, { intake, paper, slips, sheets, voided }: CameIn, folding: Folding): SealedRound {
  const ballots = withoutRemarks([...intake, ...paper].filter((row) => row.round === round).map(ballotOf));
  const classIn = (id: string): string => folding.merged[id] ?? id;
  const shown = ballots.filter((b) => !folding.withheld.includes(b.class)).map((b) => ({ class: classIn(b.class), choices: b.choices }));
  // the class that takes another one may not stand on this sheet itself; it has the same items
  const classes = Object.fromEntries(Object.entries(form.classes).filter(([id]) => !folding.withheld.includes(id)).map(([id, sheet]) => [classIn(id), form.classes[classIn(id)] ?? sheet]));
  // about whom the vote does not stand, the marks end here
  const standing = { ...form, classes, subjects: form.subjects.filter((s) => voided[s.id] === undefined) };
  const marks = withVoids(splitAndShuffle(shown, standing.subjects, secure), standing);
  const counts = sumClasses(Object.keys(form.classes), ballots, { slips: slips.filter((row) => row.round === round), sheets: sheets[round] ?? {} }, classIn);
  if (voided[round] !== undefined) return { round, subjects: form.subjects.map((s) => s.id), marks: [], counts, counted: {} };
  return { round, subjects: form.subjects.map((s) => s.id), marks, counts, counted: countMarks(marks, standing) };
}

/** Tickets and sheets of paper given, ballots back and what was given and never voted, per class as shown. */
function sumClasses(classes: readonly string[], ballots: readonly IntakeBallot[], { slips, sheets }: Pick<CameIn, 'slips'> & { readonly sheets: Readonly<Record<string, number>> }, classIn: (id: string) => string): ClassCounts {
  const counts: Record<string, { issued: number; returned: number; uncast: number; replaced?: number }> = {};
  for (const id of classes) {
    const sum = (counts[classIn(id)] ??= { issued: 0, returned: 0, uncast: 0 });
    const given = slips.find((r) => r.class === id);
    sum.issued += (given?.count ?? 0) + (sheets[id] ?? 0);
    sum.returned += ballots.filter((b) => b.class === id).length;
    sum.uncast = sum.issued - sum.returned;
    if (given && given.replaced > 0) sum.replaced = (sum.replaced ?? 0) + given.replaced;
  }
  return counts;
}

/** What of the counts may stand in a public file, subject by subject. */
function publishedTallies(counted: Record<string, Record<string, MarkCounts>>, folding: Folding, isNamed: boolean): SealContent['tallies'] {
  return Object.fromEntries(Object.entries(counted).map(([subject, classes]) => [subject, publish(classes, { folding, ...(isNamed ? { named: Object.keys(classes) } : {}) })]));
}

async function checkStamps(verifier: TicketVerifier, keys: readonly TicketKey[], rows: readonly IntakeRow[]): Promise<Problem | null> {
  const own = new Map(keys.map((key) => [`${key.round}/${key.class}`, key.n]));
  const bad: Record<string, number> = {};
  await Promise.all(rows.map(async (row) => {
    const key = own.get(`${row.round}/${row.class}`);
    if (key === undefined || !(await verifier.isStamped(key, row.ticket, row.signature))) bad[row.class] = (bad[row.class] ?? 0) + 1;
  }));
  const total = Object.values(bad).reduce((sum, n) => sum + n, 0);
  const issues = Object.entries(bad).sort().map(([at, count]): Problem => ({ code: 'meeting.badly-stamped', at, params: { count } }));
  return total === 0 ? null : { code: 'meeting.seal-broken', params: { bad: total, ballots: rows.length }, issues };
}
