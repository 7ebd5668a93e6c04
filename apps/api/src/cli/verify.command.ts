import { readFile } from 'node:fs/promises';
import { readJson } from '@shuping/scheme';
import { verifyBundle } from '@shuping/scoring';
import { Command } from 'commander';
import { z } from 'zod';
import { holdsFor, keyIdOf } from '../platform/signing/index.ts';
import { say } from './say.ts';

const LIMITS = { chars: 400_000_000, depth: 64, list: 200_000, findings: 20 };
const SignatureIn = z.strictObject({ algorithm: z.literal('Ed25519'), keyId: z.string(), publicKey: z.string(), value: z.string() });

/**
 * `shuping verify FILE [--key FILE]`: recomputes results from a bundle file, without server or database, names the first figure that differs, and says whether the
 * signature holds and whose it is; with `--key` only that key's signature counts. Exit code 1 when a figure differs or a signature does not hold, 2 when a file cannot be read.
 */
export function verifyCommand(): Command {
  return new Command('verify').argument('<file>').option('--key <file>', "the installation's public key (PEM or base64)").action(async (file: string, options: { readonly key?: string }) => {
    const text = await readFile(file, 'utf8').catch(() => null);
    const parsed = text === null ? null : readJson(text, LIMITS);
    if (!parsed?.ok) return unreadable('bundle.unreadable', { file, findings: parsed?.error ?? [] });
    const key = options.key === undefined ? undefined : keyIdOf(await readFile(options.key, 'utf8').catch(() => ''));
    if (key === null) return unreadable('signature.key-unreadable', { file: options.key });
    const sound = tellSignature(parsed.value, key);
    if (!tellFigures(parsed.value) || !sound) process.exitCode = 1;
  });
}

function unreadable(code: string, params: Readonly<Record<string, unknown>>): void {
  say(code, params);
  process.exitCode = 2;
}

/** Codes: signature.holds, signature.broken, signature.other-key, signature.missing. A single bundle carries none; it counts unless a key is asked for. */
function tellSignature(parsed: unknown, key: string | undefined): boolean {
  const { signature, ...body } = typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {};
  if (signature === undefined) {
    say('signature.missing');
    return key === undefined && !('bundles' in body);
  }
  const read = SignatureIn.safeParse(signature);
  if (!read.success || !holdsFor(body, read.data)) {
    say('signature.broken', read.success ? { keyId: read.data.keyId } : {});
    return false;
  }
  const known = key === undefined || key === read.data.keyId;
  say(known ? 'signature.holds' : 'signature.other-key', { keyId: read.data.keyId, ...(known ? {} : { asked: key }) });
  return known;
}

/** Codes: bundle.verified for each, bundle.differs at the first figure that differs. */
function tellFigures(parsed: unknown): boolean {
  for (const [index, bundle] of bundlesOf(parsed).entries()) {
    const verdict = verifyBundle(bundle);
    if (!verdict.ok) {
      say('bundle.differs', { bundle: index, at: verdict.at, expected: verdict.expected, got: verdict.got });
      return false;
    }
    say('bundle.verified', { bundle: index, members: (bundle as { members: unknown[] }).members.length });
  }
  return true;
}

/** One bundle, or the bundles of a cycle as the server gives them. */
export function bundlesOf(parsed: unknown): readonly unknown[] {
  const many = typeof parsed === 'object' && parsed !== null && 'bundles' in parsed ? parsed.bundles : undefined;
  return Array.isArray(many) && many.length > 0 ? many : [parsed];
}
