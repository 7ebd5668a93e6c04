const MIB = 1024 * 1024;

/** What a reader may spend on one file. */
export type ReadLimits = {
  /** Largest file, bytes. Default 20 MiB. */
  readonly maxBytes?: number;
  /** Longest time in the child process, milliseconds of the wall clock. Default 15 000. */
  readonly wallMs?: number;
  /** Memory the child may take beyond an idle runtime, MiB. Default 512. */
  readonly memoryMiB?: number;
  /** Largest sum of the unpacked parts, bytes. Default 50 MB; a bulk import may raise it. */
  readonly maxUnpackedBytes?: number;
};

export type FullLimits = Required<ReadLimits>;

export const DEFAULT_LIMITS: FullLimits = { maxBytes: 20 * MIB, wallMs: 15_000, memoryMiB: 512, maxUnpackedBytes: 50_000_000 };

/** Parts in one package; a Word report with 150 pictures stays below. */
export const MAX_ENTRIES = 200;

/** Unpacked ÷ packed; parts below `RATIO_FROM_BYTES` are too small to matter. */
export const MAX_RATIO = 100;
export const RATIO_FROM_BYTES = 1_000_000;

export function withDefaults(limits: ReadLimits = {}): FullLimits {
  return { ...DEFAULT_LIMITS, ...limits };
}
