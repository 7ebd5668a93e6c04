import { hashOf } from '@shuping/kernel';
import type { Scheme } from './model/scheme.ts';

/** Identity of an effective scheme: SHA-256 of its canonical JSON, lower-case hex. Equal schemes have equal hashes on every machine. */
export function schemeHash(scheme: Scheme): string {
  return hashOf(scheme);
}
