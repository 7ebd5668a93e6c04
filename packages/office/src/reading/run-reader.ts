import { fileURLToPath } from 'node:url';
import type { Problem, Result } from '@shuping/kernel';
import type { FullLimits } from '../limits.ts';
import type { OfficeKind } from './check-package.ts';
import { runChild } from './run-child.ts';

const WORKER = fileURLToPath(new URL('./reader.worker.ts', import.meta.url));

/** Parses an Office file in a bounded child; on top of its limits the unpacked bytes are capped. */
export function runReader<T>(kind: OfficeKind, bytes: Uint8Array, limits: FullLimits): Promise<Result<T, Problem>> {
  return runChild<T>(WORKER, [kind, String(limits.maxUnpackedBytes)], bytes, limits);
}
