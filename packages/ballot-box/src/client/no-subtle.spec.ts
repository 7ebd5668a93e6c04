import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { constants, generateKeyPairSync, privateDecrypt, verify } from 'node:crypto';
import { fingerprintOf } from './fingerprint.ts';
import { takeTickets } from './take-tickets.ts';

const MEETING = '7e0c8e38-6e37-4b6e-8f6c-4a9f0f1f2a01';
const SECRET = 'A'.repeat(22);

describe('R-F4 over plain http', () => {
  const whole = Object.getOwnPropertyDescriptor(globalThis, 'crypto')!;
  const random = (count: number): Uint8Array => globalThis.crypto.getRandomValues(new Uint8Array(count));

  // what a browser leaves of `crypto` outside a secure context
  beforeAll(() => {
    const { crypto } = globalThis;
    Object.defineProperty(globalThis, 'crypto', { configurable: true, value: { getRandomValues: <T extends Uint8Array>(bytes: T): T => crypto.getRandomValues(bytes as never) as never } });
  });
  afterAll(() => {
    Object.defineProperty(globalThis, 'crypto', whole);
  });

  test('a phone takes its ticket without crypto.subtle, and OpenSSL takes the stamp for good', async () => {
    expect(globalThis.crypto.subtle).toBeUndefined();
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048, publicExponent: 65_537 });
    const n = Buffer.from(publicKey.export({ format: 'jwk' }).n!, 'base64url').toString('hex');
    const key = { round: 'r1', class: 'peers', n };
    const answers: Record<string, (body: { blinded?: Record<string, string> }) => object> = {
      entry: () => ({ class: 'peers', fingerprint: fingerprintOf(MEETING, [key]), keys: [key], others: [] }),
      tickets: ({ blinded }) => ({ stamped: { r1: privateDecrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, Buffer.from(blinded!['r1']!, 'hex')).toString('hex') } }),
    };
    const pocket = await takeTickets((path, body) => Promise.resolve(answers[path]!(body) as never), MEETING, SECRET, random);
    const { message, signature } = pocket.tickets['r1']!;
    const good = (text: string): boolean => verify('sha384', Buffer.from(text, 'hex'), { key: publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 }, Buffer.from(signature, 'hex'));
    expect(good(message)).toBe(true);
    expect(good(message.replace(/^./, (digit) => (digit === '0' ? '1' : '0')))).toBe(false);
  });
});
