import { describe, expect, test } from '@jest/globals';
import { countMarks, fingerprintOf, makeEnvelope, makeRecountKey, makeSealFile, openEnvelope, splitAndShuffle, withVoids, writeRecount, type BallotFormSheet, type IntakeBallot, type SealContent, type SealFile, type TicketKey } from '@shuping/ballot-box';
import { TWO_MARKS } from '@shuping/domain';
import { canonicalJson, seededRandom, sha256Hex, shuffled } from '@shuping/kernel';
import { execFile } from 'node:child_process';
import { constants, createPublicKey, generateKeyPairSync, privateDecrypt, randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { isRecountKey, lockRecount, unlockRecount } from '../modules/ballots/recount-package.ts';
import { ballotCommand } from './ballot.command.ts';

const random = (count: number): Uint8Array => new Uint8Array(randomBytes(count));
const OPTIONS = ['hao', 'jiao', 'cha'];
const sheet = { title: '', items: ['overall', 'theme'].map((id) => ({ id, title: id, required: false, options: OPTIONS.map((o) => ({ id: o, title: o, anchor: '' })) })) };
const NUMBERS = { leaders: 5, members: 7 };
/** A form with a question that must be answered and one that takes a number, as three of the members filled it in on paper: one as it should be, one with two marks on a question that may be left out, one void. */
const mixed = { title: '', items: [{ ...sheet.items[0]!, required: true }, sheet.items[1]!, { id: 'points', title: '', required: false, options: [], range: { min: 0, max: 100, step: 0.5, kept: 'total' as const } }] };
const SHEETS = [{ overall: 'hao', theme: 'cha', points: '87.5' }, { overall: 'cha', theme: TWO_MARKS, points: '60' }, { overall: null, theme: 'hao', points: '90' }];

/** Both files of a sealed meeting with real stamps, made as the seal makes them. */
function sealedMeeting(withPaper = false): { file: SealFile; bytes: string; pems: string[]; form: BallotFormSheet } {
  const meeting = randomUUID();
  const form: BallotFormSheet = { meeting, round: 'r1', title: '', named: false, subjects: ['s1', 's2'].map((id) => ({ id, name: id, unit: '' })), classes: { leaders: sheet, members: withPaper ? mixed : sheet } };
  const pairs = Object.keys(NUMBERS).map((id) => ({ id, ...generateKeyPairSync('rsa', { modulusLength: 2048, publicExponent: 65_537 }) }));
  const keys = pairs.map(({ id, publicKey }): TicketKey => ({ round: 'r1', class: id, n: Buffer.from(publicKey.export({ format: 'jwk' }).n!, 'base64url').toString('hex') }));
  const tickets = pairs.flatMap(({ id, privateKey }, at) => Array.from({ length: NUMBERS[id as keyof typeof NUMBERS] }, () => {
    const envelope = makeEnvelope(keys[at]!, random);
    const ticket = openEnvelope(keys[at]!, envelope, privateDecrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, Buffer.from(envelope.blinded, 'hex')).toString('hex'))!;
    return { round: 'r1', class: id, ...ticket };
  }));
  const ballots = tickets.map(({ class: id }, at): IntakeBallot => ({ class: id, choices: Object.fromEntries(form.subjects.map((s, n) => [s.id, { overall: OPTIONS[(at + n) % 3]!, theme: at % 4 === 0 ? null : OPTIONS[at % 2]! }])) }));
  const sheets = withPaper ? SHEETS : [];
  const onPaper = sheets.map((marked): IntakeBallot => ({ class: 'members', choices: Object.fromEntries(form.subjects.map((s) => [s.id, marked])) }));
  const cast = withPaper ? ballots.map((one, at) => (one.class === 'members' ? { ...one, choices: Object.fromEntries(Object.entries(one.choices).map(([id, chosen]) => [id, { ...chosen, points: String(70 + at / 2) }])) } : one)) : ballots;
  const marks = withVoids(splitAndShuffle([...cast, ...onPaper], form.subjects, seededRandom(5)), form);
  const scrutineers = [makeRecountKey(random), makeRecountKey(random)];
  const bytes = lockRecount(meeting, scrutineers.map((one) => one.publicKey), writeRecount({ tickets: shuffled(tickets, seededRandom(6)), marks: shuffled(marks, seededRandom(7)), ...(withPaper ? { sheets: sheets.map(() => ({ round: 'r1', class: 'members' })) } : {}) }));
  const counts = Object.fromEntries(Object.entries(NUMBERS).map(([id, n]) => [id, { issued: n + (id === 'members' ? sheets.length : 0), returned: n + (id === 'members' ? sheets.length : 0), uncast: 0 }]));
  const file = makeSealFile({ meeting, keys, recount: { root: sha256Hex(bytes), keys: scrutineers.map((one) => one.publicKey) }, fingerprint: fingerprintOf(meeting, keys), counts, tallies: countMarks(marks, form) as SealContent['tallies'], receipts: ballots.map((_, at) => `R${at}`), ...(withPaper ? { paper: sheets.length } : {}) });
  return { file, bytes, pems: scrutineers.map((one) => one.pem), form };
}

async function inFolder(files: Readonly<Record<string, string>>, run: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'recount-'));
  try {
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    await run(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What the command says, line by line, and its exit code. */
async function verify(folder: string, ...more: string[]): Promise<{ lines: string[]; code: number }> {
  const lines: string[] = [];
  const write = process.stdout.write.bind(process.stdout);
  const code = process.exitCode;
  process.exitCode = 0;
  process.stdout.write = ((text: string) => lines.push(text.trim()) > 0) as never;
  try {
    await ballotCommand().parseAsync(['node', 'ballot', 'verify', join(folder, 'seal.json'), ...more]);
    return { lines, code: Number(process.exitCode) };
  } finally {
    process.stdout.write = write;
    process.exitCode = code;
  }
}

/** What the guide's commands print, line by line. */
async function byGuide(folder: string): Promise<string[]> {
  const guide = await readFile(new URL('../../../../docs/guides/recount.zh-CN.md', import.meta.url), 'utf8');
  const script = /```bash\n([\s\S]*?)```/.exec(guide)![1]!;
  const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', script], { cwd: folder, timeout: 60_000 });
  return stdout.trim().split('\n');
}

const one = sealedMeeting();
const files = { 'seal.json': JSON.stringify(one.file), 'recount.json': one.bytes, 'key-a.pem': `重新计票密钥 监票人甲\n${one.pems[0]}`, 'key-b.pem': one.pems[1]! };
const both = (folder: string): string[] => ['--recount', join(folder, 'recount.json'), '--key', join(folder, 'key-b.pem'), '--key', join(folder, 'key-a.pem')];

describe('R-F4 SEC-G4 recount without a server', () => {
  test('the public file alone, then with package and both keys', () => inFolder(files, async (folder) => {
    expect((await verify(folder)).lines).toEqual([expect.stringMatching(/^ballot\.verified .*"ballots":12/)]);
    expect(await verify(folder, ...both(folder))).toEqual({ lines: [expect.stringMatching(/^ballot\.verified/), `ballot.recounted ${JSON.stringify({ root: one.file.recount!.root, tickets: 12, marks: 24 })}`], code: 0 });
  }));

  test('one key is not enough, a stranger’s is no help, a changed package is refused', () => inFolder(files, async (folder) => {
    const [, wanted] = one.file.recount!.keys;
    expect(await verify(folder, ...both(folder).slice(0, 2), '--key', join(folder, 'key-a.pem'))).toMatchObject({ lines: [{}, `recount.key-missing {"publicKey":"${wanted}"}`], code: 1 });
    await writeFile(join(folder, 'key-b.pem'), makeRecountKey(random).pem);
    expect((await verify(folder, ...both(folder))).lines[1]).toContain('recount.key-missing');
    await writeFile(join(folder, 'key-b.pem'), 'no key');
    expect((await verify(folder, ...both(folder))).lines[1]).toBe('recount.key-unreadable {"at":"1"}');
    await writeFile(join(folder, 'recount.json'), one.bytes.replace('"mac":"', '"mac":"0'));
    expect(await verify(folder, ...both(folder))).toMatchObject({ lines: [{}, 'ballot.broken {"at":"recount/root"}'], code: 1 });
    expect(unlockRecount(one.bytes.replace(/"mac":"../, '"mac":"zz'), one.pems)).toEqual({ ok: false, error: { code: 'recount.broken' } });
    expect(unlockRecount('{}', one.pems)).toEqual({ ok: false, error: { code: 'recount.malformed' } });
  }));

  test('a public file with another figure, made consistent again, is found out by the ballots, and so is a forged ticket', () => inFolder(files, async (folder) => {
    const { format: _f, root: _r, ...content } = structuredClone(one.file) as SealFile;
    const cell = content.tallies['s1']!['leaders']!.items['overall']!.options;
    cell['hao'] = cell['hao']! + 1;
    cell['cha'] = cell['cha']! - 1;
    await writeFile(join(folder, 'seal.json'), canonicalJson(makeSealFile(content as SealContent)));
    const found = await verify(folder, ...both(folder));
    expect(found.code).toBe(1);
    expect(found.lines.slice(1)).toEqual(['cha', 'hao'].map((o) => `ballot.differs ${JSON.stringify({ at: `tallies/s1/leaders/items/overall/options/${o}`, expected: cell[o], got: cell[o]! + (o === 'hao' ? -1 : 1) })}`));
    const text = unlockRecount(one.bytes, one.pems);
    const forged = lockRecount(one.file.meeting, one.file.recount!.keys, (text.ok ? text.value : '').replace(/^(ticket r1 leaders .*)[0-7]$/m, '$18'));
    const { format: _g, root: _q, ...plain } = one.file;
    await writeFile(join(folder, 'recount.json'), forged);
    await writeFile(join(folder, 'seal.json'), canonicalJson(makeSealFile({ ...(plain as SealContent), recount: { ...plain.recount!, root: sha256Hex(forged) } })));
    if (text.ok && /^ticket r1 leaders .*[0-7]$/m.test(text.value)) expect((await verify(folder, ...both(folder))).lines[1]).toBe('ballot.differs {"at":"tickets/r1/leaders/badly-stamped","expected":0,"got":1}');
  }));

  test('the commands of the guide, as they are printed, count the same with openssl alone', () => inFolder(files, async (folder) => {
    const lines = await byGuide(folder);
    expect(lines[0]).toBe(one.file.recount!.root);
    expect(lines[1]).toBe(lines[0]);
    expect(lines[3]).toBe(lines[2]);
    expect(lines[4]!.trim()).toBe('12 Verified OK');
    const rest = lines.slice(5);
    expect(rest.filter((l) => l.startsWith('tickets'))).toEqual(['tickets r1 leaders 5', 'tickets r1 members 7']);
    const want = Object.entries(one.file.tallies).flatMap(([subject, classes]) => Object.entries(classes).flatMap(([id, tally]) => Object.entries(tally.items).flatMap(([item, cell]) =>
      [...Object.entries(cell.options), ['', cell.blank] as const].filter(([, n]) => n > 0).map(([option, n]) => `marks ${subject} ${id} ${item}=${option} ${n}`))));
    expect(rest.filter((l) => l.startsWith('marks')).sort()).toEqual(want.sort());
    expect(rest.filter((l) => !/^(tickets|marks)/.test(l))).toEqual(['0', '0', 'returned leaders 5', 'returned members 7']);
    expect(rest).toHaveLength(2 + want.length + 4);
  }), 90_000);

  test('paper too: sheets without a ticket, what is void, what a question with two marks is, and sums of numbers', async () => {
    const two = sealedMeeting(true);
    await inFolder({ 'seal.json': JSON.stringify(two.file), 'recount.json': two.bytes, 'key-a.pem': two.pems[0]!, 'key-b.pem': two.pems[1]! }, async (folder) => {
      expect(await verify(folder, ...both(folder))).toMatchObject({ lines: [{}, expect.stringContaining('ballot.recounted')], code: 0 });
      const lines = await byGuide(folder);
      expect(lines[1]).toBe(lines[0]);
      const rest = lines.slice(5).filter((l) => !l.startsWith('marks') && !l.startsWith('tickets'));
      const tally = two.file.tallies['s1']!['members']!;
      expect(tally).toMatchObject({ valid: 9, invalid: 1, items: { theme: { invalid: 1 }, points: { total: { count: 9 } } } });
      const [sum, half] = tally.items['points']!.total!.sum.split('/');
      expect(rest).toEqual([
        '3', '3', 'sheets r1 members 3', 'void s1 members 1', 'void s2 members 1', 'returned leaders 5', 'returned members 10',
        ...['s1', 's2'].map((s) => `sum ${s} members points 9 ${Number(sum) / Number(half ?? 1)}`),
      ]);
      expect(lines.filter((l) => l.includes('=!'))).toEqual(['marks s1 members theme=! 1', 'marks s2 members theme=! 1']);
    });
  }, 90_000);

  test('a key to which nothing can be encrypted is none', () => {
    expect(isRecountKey(one.file.recount!.keys[0]!)).toBe(true);
    for (const bad of ['', 'zz', '0'.repeat(64), `01${'0'.repeat(62)}`]) expect(isRecountKey(bad)).toBe(false);
    expect(createPublicKey(one.pems[0]!).asymmetricKeyType).toBe('x25519');
  });
});
