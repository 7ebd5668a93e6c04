import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { makeBundle } from '@shuping/scoring';
import { sampleScheme } from '@shuping/scheme/testing';
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DiskBundleSigner, holdsFor } from './index.ts';

let folder: string;
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'signing-')); });
afterAll(() => rm(folder, { recursive: true }));

describe('R-G2 signed bundles', () => {
  test('the key is made once, also by two nodes at a time, and only its owner may read it', async () => {
    const nodes = [new DiskBundleSigner(folder), new DiskBundleSigner(folder)];
    const [a, b] = await Promise.all(nodes.map((node) => node.publicKey()));
    expect(a).toEqual(b);
    expect((await new DiskBundleSigner(folder).publicKey()).keyId).toBe(a!.keyId);
    expect((await stat(join(folder, 'keys', 'signing.ed25519.pem'))).mode & 0o777).toBe(0o600);
  });

  test('a signature holds for its body whatever the order of fields, and for nothing else', async () => {
    const signature = await new DiskBundleSigner(folder).sign({ a: 1, b: [1, 2] });
    expect(holdsFor({ b: [1, 2], a: 1 }, signature)).toBe(true);
    expect(holdsFor({ b: [2, 1], a: 1 }, signature)).toBe(false);
    expect(holdsFor({ a: 1, b: [1, 2] }, { ...signature, keyId: '0'.repeat(16) })).toBe(false);
    expect(holdsFor({ a: 1, b: [1, 2] }, { ...signature, publicKey: 'AAAA' })).toBe(false);
  });

  test('shuping verify says whether the signature holds and whose it is, and names the first figure that differs', async () => {
    const signer = new DiskBundleSigner(folder);
    const { keyId, pem } = await signer.publicKey();
    const [first] = sampleScheme().examples;
    const body = { format: 'shuping-results-bundles@1', cycle: { id: 'c', title: '甲', year: 2026 }, bundles: [makeBundle(sampleScheme(), [{ id: 'one', inputs: first!.inputs }])] };
    const forged = structuredClone(body);
    forged.bundles[0]!.members[0]!.figures['regular'] = '91';
    const other = await mkdtemp(join(folder, 'other-'));
    const run = async (content: unknown, ...more: string[]) => {
      await writeFile(join(folder, 'bundle.json'), typeof content === 'string' ? content : JSON.stringify(content));
      const ran = spawnSync(process.execPath, [join(import.meta.dirname, '../../cli/main.ts'), 'verify', 'bundle.json', ...more], { cwd: folder, env: { PATH: '' }, encoding: 'utf8' });
      return { code: ran.status, lines: ran.stdout.split('\n').map((line) => line.split(' ')[0]).filter(Boolean), out: ran.stdout, err: ran.stderr };
    };
    await writeFile(join(folder, 'public.pem'), pem);
    await writeFile(join(folder, 'other.pem'), (await new DiskBundleSigner(other).publicKey()).pem);
    expect(await run({ ...body, signature: await signer.sign(body) }, '--key', 'public.pem')).toEqual({ code: 0, lines: ['signature.holds', 'bundle.verified'], out: expect.stringContaining(keyId), err: '' });
    expect(await run({ ...body, signature: await signer.sign(body) }, '--key', 'other.pem')).toMatchObject({ code: 1, lines: ['signature.other-key', 'bundle.verified'] });
    expect(await run({ ...forged, signature: await signer.sign(body) })).toMatchObject({ code: 1, lines: ['signature.broken', 'bundle.differs'], out: expect.stringContaining('/members/one/figures/regular') });
    expect(await run(body)).toMatchObject({ code: 1, lines: ['signature.missing', 'bundle.verified'] });
    expect(await run('{')).toMatchObject({ code: 2, lines: ['bundle.unreadable'], err: '' });
  }, 120_000);
});
