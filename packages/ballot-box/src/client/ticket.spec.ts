import { RSABSSA } from '@cloudflare/blindrsa-ts';
import { describe, expect, test } from '@jest/globals';
import { constants, generateKeyPairSync, privateDecrypt, randomBytes, verify, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { areKeysGenuine, blind, fingerprintOf, isStamped, keyHash, makeEnvelope, makeEnvelopes, openEnvelope, openEnvelopes, readSlip, writeSlip, type TicketKey } from './index.ts';

const vector = JSON.parse(readFileSync(new URL('../testing/rfc9474-a1.json', import.meta.url), 'utf8')) as Record<string, string>;
const random = (count: number): Uint8Array => new Uint8Array(randomBytes(count));
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

function keyPair(): { key: TicketKey; privateKey: KeyObject; publicKey: KeyObject } {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048, publicExponent: 65_537 });
  return { key: { round: 'r1', class: 'a', n: Buffer.from(publicKey.export({ format: 'jwk' }).n!, 'base64url').toString('hex') }, privateKey, publicKey };
}

const stamp = (privateKey: KeyObject, blinded: string): string => privateDecrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, Buffer.from(blinded, 'hex')).toString('hex');
const isGood = (publicKey: KeyObject, message: string, signature: string): boolean =>
  verify('sha384', Buffer.from(message, 'hex'), { key: publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 }, Buffer.from(signature, 'hex'));

const one = keyPair();
const other = keyPair();

describe('R-F4 blind-stamped tickets', () => {
  test('the vector of RFC 9474 A.1, step by step', () => {
    const n = BigInt(`0x${vector['n']}`);
    const prepared = Buffer.from(vector['msgPrefix']! + vector['msg']!, 'hex');
    // the vector prints the inverse; the blind is its inverse in turn
    const blindOf = (undo: bigint): bigint => {
      let [a, b, x, y] = [undo, n, 1n, 0n];
      while (b !== 0n) [a, b, x, y] = [b, a % b, y, x - (a / b) * y];
      return ((x % n) + n) % n;
    };
    const draws = [Buffer.from(vector['salt']!, 'hex'), Buffer.from(blindOf(BigInt(`0x${vector['inv']}`)).toString(16).padStart(1024, '0'), 'hex')];
    const made = blind(n, new Uint8Array(prepared), () => new Uint8Array(draws.shift()!));
    expect(made).toEqual({ blinded: vector['blindedMsg'], inverse: vector['inv'] });
    const ticket = openEnvelope({ n: vector['n']! }, { message: hex(prepared), inverse: vector['inv']! }, vector['blindSig']!);
    expect(ticket?.signature).toBe(vector['sig']);
  });

  test('a ticket made here is good for OpenSSL, and one of the library is good here', async () => {
    const envelope = makeEnvelope(one.key, random);
    const ticket = openEnvelope(one.key, envelope, stamp(one.privateKey, envelope.blinded))!;
    expect(isGood(one.publicKey, ticket.message, ticket.signature)).toBe(true);
    expect(isGood(other.publicKey, ticket.message, ticket.signature)).toBe(false);
    const suite = RSABSSA.SHA384.PSS.Randomized();
    const publicKey = await crypto.subtle.importKey('spki', one.publicKey.export({ format: 'der', type: 'spki' }), { name: 'RSA-PSS', hash: 'SHA-384' }, true, ['verify']);
    expect(await suite.verify(publicKey, new Uint8Array(Buffer.from(ticket.signature, 'hex')), new Uint8Array(Buffer.from(ticket.message, 'hex')))).toBe(true);
    const prepared = suite.prepare(random(32));
    const theirs = await suite.blind(publicKey, prepared);
    const signature = await suite.finalize(publicKey, prepared, new Uint8Array(Buffer.from(stamp(one.privateKey, hex(theirs.blindedMsg)), 'hex')), theirs.inv);
    expect(isStamped(one.key, { message: hex(prepared), signature: hex(signature) })).toBe(true);
    // what they blinded opens here as well
    expect(openEnvelope(one.key, { message: hex(prepared), inverse: hex(theirs.inv) }, stamp(one.privateKey, hex(theirs.blindedMsg)))?.signature).toBe(hex(signature));
  }, 30_000);

  test('SEC-D17 a stamp of another key, a changed bit or a cut text opens no envelope', () => {
    const envelope = makeEnvelope(one.key, random);
    const good = stamp(one.privateKey, envelope.blinded);
    expect(openEnvelope(one.key, envelope, good)).not.toBeNull();
    expect(openEnvelope(one.key, envelope, stamp(other.privateKey, envelope.blinded.replace(/^./, '0')))).toBeNull();
    expect(openEnvelope(one.key, envelope, good.slice(2))).toBeNull();
    expect(openEnvelope(one.key, envelope, `${good.slice(0, -1)}x`)).toBeNull();
    for (let bit = 0; bit < 40; bit += 1) {
      const at = bit * 12;
      const flipped = good.slice(0, at) + ((Number.parseInt(good[at]!, 16) ^ 1).toString(16)) + good.slice(at + 1);
      expect(openEnvelope(one.key, envelope, flipped)).toBeNull();
    }
  });

  test('what the server sees of two people tells nothing: equal messages blind to unrelated values', () => {
    const prepared = random(64);
    const n = BigInt(`0x${one.key.n}`);
    const seen = new Set(Array.from({ length: 20 }, () => blind(n, prepared, random).blinded));
    expect(seen.size).toBe(20);
  });

  test('the fingerprint stands for the whole list of keys, in any order, and for nothing else', () => {
    const keys: TicketKey[] = [one.key, { ...other.key, class: 'b' }];
    const print = fingerprintOf('m', keys);
    expect(print).toMatch(/^[2-9A-HJ-NP-Z]{16}$/);
    expect(fingerprintOf('m', [...keys].reverse())).toBe(print);
    expect(fingerprintOf('m', [one.key, { round: 'r1', class: 'b', hash: keyHash(other.key.n) }])).toBe(print);
    expect(fingerprintOf('m2', keys)).not.toBe(print);
    expect(fingerprintOf('m', [keys[0]!])).not.toBe(print);
    expect(fingerprintOf('m', [{ ...one.key, class: 'b' }, { ...other.key, class: 'a' }])).not.toBe(print);
  });

  test('a slip carries secret and fingerprint; a typed code only the secret', () => {
    const print = fingerprintOf('m', [one.key]);
    const secret = 'AAAAAAAAAAAAAAAAAAAAAA';
    expect(readSlip(writeSlip(secret, print))).toEqual({ secret, fingerprint: print });
    expect(readSlip(secret)).toEqual({ secret, fingerprint: null });
    for (const bad of ['', 'short', `${secret}.`, `${secret}.abc`, `${secret}x`]) expect(readSlip(bad)).toBeNull();
  });

  test('a phone takes tickets for all rounds at once, and refuses keys that are not those of its slip', () => {
    const keys = [{ ...one.key, round: 'r1' }, { ...other.key, round: 'r2' }];
    const others = [{ round: 'r1', class: 'b', hash: keyHash(other.key.n) }];
    const entry = { class: 'a', fingerprint: fingerprintOf('m', [...keys, ...others]), keys, others };
    expect(areKeysGenuine('m', entry, entry.fingerprint)).toBe(true);
    expect(areKeysGenuine('m', entry, null)).toBe(true);
    expect(areKeysGenuine('m', entry, fingerprintOf('m', keys))).toBe(false);
    expect(areKeysGenuine('n', entry, null)).toBe(false);
    expect(areKeysGenuine('m', { ...entry, keys: [keys[0]!, { ...keys[1]!, n: one.key.n }] }, null)).toBe(false);
    expect(areKeysGenuine('m', { ...entry, keys: [] }, null)).toBe(false);
    const envelopes = makeEnvelopes(entry, random);
    const stamped = { r1: stamp(one.privateKey, envelopes['r1']!.blinded), r2: stamp(other.privateKey, envelopes['r2']!.blinded) };
    expect(Object.keys(openEnvelopes(keys, envelopes, stamped)!)).toEqual(['r1', 'r2']);
    expect(openEnvelopes(keys, envelopes, { ...stamped, r2: stamped.r1 })).toBeNull();
    expect(openEnvelopes(keys, envelopes, { r1: stamped.r1 })).toBeNull();
  });
});
