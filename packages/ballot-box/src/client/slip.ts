import { isFingerprint } from './fingerprint.ts';

const SECRET = /^[A-Za-z0-9_-]{22}$/;

/** True when the text looks like a slip's secret: 128 bits in base64url. */
export function isSlipSecret(text: string): boolean {
  return SECRET.test(text);
}

/** What stands behind the # of a slip's address: its secret and, printed with it, the fingerprint of the meeting's keys. A code typed by hand has no fingerprint. Null when it is no slip. */
export function readSlip(text: string): { readonly secret: string; readonly fingerprint: string | null } | null {
  const [secret = '', fingerprint] = text.split('.');
  if (!isSlipSecret(secret) || (fingerprint !== undefined && !isFingerprint(fingerprint))) return null;
  return { secret, fingerprint: fingerprint ?? null };
}

/** Counterpart of `readSlip`. */
export function writeSlip(secret: string, fingerprint: string): string {
  return `${secret}.${fingerprint}`;
}
