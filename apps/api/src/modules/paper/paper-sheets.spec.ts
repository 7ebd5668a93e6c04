import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { makeRecountKey, type BallotFormSheet } from '@shuping/ballot-box';
import type { MeetingOut, PaperBatchOut } from '@shuping/contracts';
import { drawScan } from '@shuping/domain/testing';
import { seededRandom } from '@shuping/kernel';
import { randomBytes, randomUUID } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { bootApp, signedIn, type BootedApp, type TestPerson } from '../../testing/index.ts';
import { PaperStore } from '../ballots/index.ts';
import { worldOf, type World } from '../meetings/testing/world.ts';
import { layoutOf } from './paper-forms.ts';

let booted: BootedApp;
let w: World;
let typist: TestPerson;
beforeAll(async () => {
  booted = await bootApp();
  w = await worldOf(booted, { debriefs: 1 });
  typist = await signedIn(booted, { path: w.path, grants: [{ role: 'clerk', path: w.path }] });
});
afterAll(() => booted.close());

type Answer = { readonly status: number; readonly body: Record<string, unknown>; readonly bytes: Buffer; readonly type: string };
async function call(who: TestPerson, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object | Buffer, headers: Record<string, string> = {}): Promise<Answer> {
  const answer = await booted.inject({ method, url, headers: { ...who.headers, ...headers }, ...(payload ? { payload } : {}) });
  const type = String(answer.headers['content-type'] ?? '');
  return { status: answer.statusCode, type, bytes: answer.rawPayload, body: type.includes('json') ? (answer.json() as Record<string, unknown>) : {} };
}
const must = async (promise: Promise<Answer>, status = 200): Promise<Record<string, unknown>> => {
  const answer = await promise;
  if (answer.status !== status) throw new Error(`${answer.status} ${answer.bytes.toString()}`);
  return answer.body;
};
const at = (id: string, rest = ''): string => `/api/meetings/${id}${rest}`;
const version = async (id: string): Promise<Record<string, string>> => ({ 'if-match': `"${((await must(call(w.officer, 'GET', at(id)))) as unknown as MeetingOut).version}"` });
const key = (): Record<string, string> => ({ 'idempotency-key': randomUUID() });

/** A meeting after its vote: five peers were given sheets, one of which came back. */
async function closed(): Promise<string> {
  const id = String((await must(call(w.officer, 'POST', '/api/meetings', { cycleId: w.cycleId, title: '述职评议会', startsAt: '2026-12-20T06:00:00.000Z' }, key()), 201))['id']);
  await must(call(w.officer, 'PUT', at(id, '/groups'), { due: { leaders: 6, peers: 6, members_public: 20 } }, await version(id)));
  await must(call(w.clerk, 'POST', at(id, '/phase'), { command: 'open_check_in' }));
  await must(call(w.clerk, 'PUT', at(id, '/attendance'), { present: { leaders: 6, peers: 6, members_public: 20 }, paper: { peers: 5 } }));
  await must(call(w.clerk, 'POST', at(id, '/phase'), { command: 'close_check_in' }));
  for (const a of w.assessees) await must(call(w.officer, 'PUT', at(id, `/comments/${a.id}`), { speaker: '主持人', text: '意见', problems: [] }));
  await must(call(w.clerk, 'PUT', at(id, '/paper/ledger'), { round: 'r1', class: 'peers', printed: 5, returned: 1, kept: 4 }, await version(id)));
  for (const command of ['open_voting', 'close_voting']) {
    for (const one of w.scrutineers) await must(call(one, 'POST', at(id, '/confirmations'), { command, ...(command === 'open_voting' ? { recountKey: makeRecountKey((n) => new Uint8Array(randomBytes(n))).publicKey } : {}) }));
    await must(call(w.clerk, 'POST', at(id, '/phase'), { command }));
  }
  return id;
}

/** Grey PNG without filters. */
function png({ width, height, data }: { readonly width: number; readonly height: number; readonly data: Uint8Array }): Buffer {
  const chunk = (type: string, body: Buffer): Buffer => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(body.length);
    head.write(type, 4, 'latin1');
    return Buffer.concat([head, body, Buffer.alloc(4)]);
  };
  const ihdr = Buffer.alloc(13);
  ihdr.writeUInt32BE(width, 0);
  ihdr.writeUInt32BE(height, 4);
  ihdr[8] = 8;
  const lines = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) lines.set(data.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', ihdr), chunk('IDAT', deflateSync(lines)), chunk('IEND', Buffer.alloc(0))]);
}

function upload(id: string, batch: string, file: Buffer): Promise<Answer> {
  const boundary = 'sheet';
  const body = Buffer.concat([Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="scan.png"\r\ncontent-type: image/png\r\n\r\n`), file, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  return call(w.clerk, 'POST', at(id, `/paper/batches/${batch}/scans`), body, { 'content-type': `multipart/form-data; boundary=${boundary}` });
}

describe('R-F5 sheets printed and scanned over HTTP', () => {
  test('pads as PDF; a scan is read by its form, what is faint goes to two people, another class\'s form is refused', async () => {
    const id = await closed();
    const forms = await call(w.clerk, 'GET', at(id, '/paper/forms.pdf?round=r1&class=peers&pads=2&sheets=25'));
    expect([forms.status, forms.type, forms.bytes.subarray(0, 5).toString()]).toEqual([200, 'application/pdf', '%PDF-']);
    expect(forms.bytes.toString('latin1').match(/\/Type \/Page /g)).toHaveLength(2 + 50);
    expect((await call(w.scrutineers[0], 'GET', at(id, '/paper/forms.pdf?round=r1&class=peers'))).status).toBe(403);
    const form = (await booted.app.get(PaperStore, { strict: false }).form(id, 'r1')) as BallotFormSheet;
    const layout = layoutOf(form, 'peers')!;
    expect(layout.pages).toHaveLength(1);
    const [first, second] = form.classes['peers']!.items as readonly { id: string }[] as readonly [{ id: string }, { id: string }];
    const subject = w.assessees[0]!.id;
    const options = { dpi: 130, degrees: -1.5, shift: [2, 1], noise: 12, paper: 242, ink: 25, random: seededRandom(5) } as const;
    const batch = String((await must(call(w.clerk, 'POST', at(id, '/paper/batches'), { round: 'r1', class: 'peers', size: 1 }, key()), 201))['id']);
    const strange = png(drawScan(layoutOf(form, 'leaders')!.pages[0]!, {}, options));
    expect((await upload(id, batch, strange)).body['code']).toBe('scan.wrong-form');
    expect((await upload(id, batch, Buffer.from('no picture'))).body['code']).toBe('scan.unknown-kind');
    const scan = png(drawScan(layout.pages[0]!, { [`${subject}/${first.id}/hao`]: 'tick', [`${subject}/${second.id}/cha`]: 'faint' }, options));
    const read = (await must(upload(id, batch, scan))) as unknown as PaperBatchOut;
    expect(read).toMatchObject({ step: 'first', scanned: true, doubts: [{ sheet: 1, subject, item: second.id, why: 'faint' }] });
    const seen = { marks: [{ sheet: 1, subject, item: second.id, mark: 'cha' }] };
    const entries = at(id, `/paper/batches/${batch}/entries`);
    expect((await call(w.clerk, 'POST', entries, { marks: [] })).body['code']).toBe('paper.places-differ');
    await must(call(w.clerk, 'POST', entries, seen));
    expect(await must(call(typist, 'POST', entries, seen))).toMatchObject({ step: 'counted' });
    expect(await booted.app.get(PaperStore, { strict: false }).counts(id)).toMatchObject({ r1: { peers: { sheets: 1 } } });
  }, 120_000);
});
