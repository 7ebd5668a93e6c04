import { createHash } from 'node:crypto';

/** Key of the advisory lock of a round as a signed 64-bit number in text: casting holds it shared, changing the phase exclusively. */
export function roundLock(meeting: string, round: string): string {
  return createHash('sha256').update(`${meeting}/${round}`).digest().readBigInt64BE(0).toString();
}
