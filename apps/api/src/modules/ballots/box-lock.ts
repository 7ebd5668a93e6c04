import { createHash } from 'node:crypto';

const lockOf = (place: string): string => createHash('sha256').update(place).digest().readBigInt64BE(0).toString();

/** Advisory lock of a round as a signed 64-bit number in text: casting holds it shared, changing the phase exclusively. */
export function roundLock(meeting: string, round: string): string {
  return lockOf(`${meeting}/${round}`);
}

/** Advisory lock of a meeting's check-in: stamping holds it shared; printing, opening and closing hold it exclusively. */
export function checkInLock(meeting: string): string {
  return lockOf(`${meeting}/check-in`);
}
