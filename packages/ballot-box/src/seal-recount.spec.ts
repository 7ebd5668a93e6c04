import { describe, expect, test } from '@jest/globals';
import { createPrivateKey, createPublicKey, diffieHellman, generateKeyPairSync, randomBytes } from 'node:crypto';
import { makeRecountKey, readRecount, receiptOf, receiptShare, recount, writeRecount, x25519, type RecountContent, type SealFile } from './index.ts';

const random = (count: number): Uint8Array => new Uint8Array(randomBytes(count));
const little = (hex: string): bigint => BigInt(`0x${Buffer.from(hex, 'hex').reverse().toString('hex')}`);

describe('R-F4 keys of the scrutineers', () => {
  test('the vector of RFC 7748 5.2', () => {
    const times = (scalar: string, u: string): string => Buffer.from(x25519(Buffer.from(scalar, 'hex'), little(u))).toString('hex');
    expect(times('a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4', 'e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c')).toBe('c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552');
  });

  test('the file is a key that OpenSSL reads, and its public half is the one that is sent', () => {
    for (let run = 0; run < 20; run += 1) {
      const key = makeRecountKey(random);
      const jwk = createPublicKey(createPrivateKey(key.pem)).export({ format: 'jwk' });
      expect(Buffer.from(jwk.x!, 'base64url').toString('hex')).toBe(key.publicKey);
    }
  });

  test('what is handed in for the receipts is what OpenSSL agrees on with the point, and only the owner of a copy has it', () => {
    const [own, other] = [makeRecountKey(random), makeRecountKey(random)];
    const point = generateKeyPairSync('x25519');
    const copies = [{ publicKey: own.publicKey, ephemeral: Buffer.from(point.publicKey.export({ format: 'jwk' }).x!, 'base64url').toString('hex') }];
    expect(receiptShare(`重新计票密钥\n${own.pem.replaceAll('\n', '\r\n')}`, copies)).toBe(diffieHellman({ privateKey: createPrivateKey(own.pem), publicKey: point.publicKey }).toString('hex'));
    for (const text of [other.pem, '', own.pem.slice(3), own.publicKey]) expect(receiptShare(text, copies)).toBeNull();
  });

  test('a receipt has twelve characters without look-alikes, the same for the same secret', () => {
    const codes = Array.from({ length: 300 }, () => receiptOf(Buffer.from(random(32)).toString('hex')));
    for (const code of codes) expect(code).toMatch(/^[2-9A-HJ-NP-Z]{12}$/);
    expect(new Set(codes).size).toBe(300);
    expect(receiptOf('00'.repeat(32))).toBe(receiptOf('00'.repeat(32)));
  });
});

describe('R-F4 lines of a recount', () => {
  const content: RecountContent = { tickets: [{ round: 'r1', class: 'a', message: 'ab'.repeat(64), signature: 'cd'.repeat(256) }], marks: [{ class: 'a', subject: 's', marks: { one: 'hao', two: null } }, { class: 'a', subject: 's', marks: {} }] };

  test('what is written is read; a strange line is refused', () => {
    expect(readRecount(writeRecount(content))).toEqual(content);
    expect(readRecount('ticket r1 a ab cd\n')).toBeNull();
    expect(readRecount('mark s a one\n')).toBeNull();
  });

  test('R21 numbers are added up again: a sum that is not that of the marks is named', () => {
    const numbers: RecountContent = { tickets: [], marks: ['87.5', '90', '60'].map((points) => ({ class: 'a', subject: 's', marks: { points } })) };
    expect(readRecount(writeRecount(numbers))).toEqual(numbers);
    const file = (sum: string): SealFile => ({ format: 'shuping-seal@1', meeting: 'm', fingerprint: 'F', counts: {}, tallies: { s: { a: { valid: 3, items: { points: { options: {}, blank: 0, total: { sum, count: 3 } } } } } }, receipts: [], root: '' });
    expect(recount(file('475/2'), numbers).filter((one) => one.at.startsWith('tallies'))).toEqual([]);
    expect(recount(file('238'), numbers).filter((one) => one.at.startsWith('tallies'))).toEqual([{ at: 'tallies/s/a/items/points/total/sum', expected: 238_000_000, got: 237_500_000 }]);
  });

  test('every difference is named', () => {
    const file: SealFile = { format: 'shuping-seal@1', meeting: 'm', fingerprint: 'F', counts: { a: { issued: 2, returned: 2, uncast: 0 } }, tallies: { s: { a: { valid: 2, items: { one: { options: { hao: 0, cha: 1 }, blank: 1 } } } } }, receipts: [], root: '' };
    expect(recount(file, content)).toEqual([
      { at: 'tickets/r1/a/badly-stamped', expected: 0, got: 1 }, { at: 'counts/a/returned', expected: 2, got: 1 },
      { at: 'tallies/s/a/items/one/blank', expected: 1, got: 0 }, { at: 'tallies/s/a/items/one/options/cha', expected: 1, got: 0 },
      { at: 'tallies/s/a/items/one/options/hao', expected: 0, got: 1 }, { at: 'tallies/s/a/items/two/blank', expected: 0, got: 1 },
    ]);
    expect(recount(file, { ...content, tickets: [...content.tickets, ...content.tickets] })).toContainEqual({ at: 'tickets/twice', expected: 0, got: 1 });
  });
});
