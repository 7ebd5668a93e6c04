/** What was acknowledged against what the seal lists. */
export type Losses = {
  readonly acked: number;
  readonly counted: number;
  /** acknowledged ballots that the sealed list of receipts does not hold */
  readonly lost: number;
  /** counted beyond one a slip, and receipts that changed */
  readonly doubled: number;
};

/** `acked`: receipts that pages were shown; `changed`: ballots that were given a second receipt; `sealed`: receipts of the seal file; `slips`: how many may vote. */
export function lossesOf(seen: { readonly acked: readonly string[]; readonly changed: number; readonly sealed: readonly string[]; readonly counted: number; readonly slips: number }): Losses {
  const sealed = new Set(seen.sealed);
  const beyond = Math.max(0, seen.counted - seen.slips) + (seen.sealed.length - sealed.size);
  return { acked: seen.acked.length, counted: seen.counted, lost: seen.acked.filter((receipt) => !sealed.has(receipt)).length, doubled: beyond + seen.changed };
}

type Vote = Losses & { readonly sealHolds: boolean; readonly slips: number };

/** What is wrong with a vote that was disturbed: nothing may be lost or doubled, and in the end everybody has voted. */
function voteFaults({ lost, doubled, acked, slips, sealHolds }: Vote): string[] {
  return [...(lost > 0 ? ['lost'] : []), ...(doubled > 0 ? ['doubled'] : []), ...(acked < slips ? ['unserved'] : []), ...(sealHolds ? [] : ['seal'])];
}

export type DiskResult = Vote & {
  /** answers that were no acknowledgement, by status and code */
  readonly refused: Readonly<Record<string, number>>;
  /** of these, answers of 503 that did not say when to come again */
  readonly unsaid: number;
  /** requests that had no answer at all */
  readonly cut: number;
  /** acknowledged while nothing could be written any more than what had been reserved */
  readonly ackedWhileFull: number;
  /** disk told as low: with room, beyond the watermark; in the check before a meeting and to administrators */
  readonly warned: { readonly before: boolean; readonly beyond: boolean };
  /** how often the database ended while the disk was full */
  readonly databaseEnds: number;
  /** seconds from the moment there was room again: first acknowledgement, and everybody who waited */
  readonly recovery: { readonly first: number; readonly all: number };
};

export const RECOVERY_SECONDS = 60;

/** SEC-D4. Nothing found means that the drill holds; `harmless` means that the disk never stood in the way, so that nothing was shown. */
export function diskFaults(result: DiskResult): string[] {
  const refusals = Object.keys(result.refused);
  return [
    ...voteFaults(result),
    ...(refusals.length === 0 ? ['harmless'] : []),
    ...(refusals.some((key) => !key.startsWith('503 ')) || result.cut > 0 ? ['answers'] : []),
    ...(result.unsaid > 0 ? ['no-retry-after'] : []),
    ...(result.recovery.all > RECOVERY_SECONDS ? ['slow'] : []),
    ...(result.warned.before ? ['early-warning'] : []),
    ...(result.warned.beyond ? [] : ['no-warning']),
  ];
}

/** `rssMB`: what the process holds; `liveMB`: what is left after everything else was collected, null where it was not asked for. */
export type Sample = { readonly seconds: number; readonly rssMB: number; readonly liveMB: number | null; readonly connections: number; readonly idleInTransaction: number };
export type SoakResult = {
  readonly minutes: number;
  readonly requests: number;
  /** answers that nobody expected, by act, status and code; 0 is no answer */
  readonly unexpected: Readonly<Record<string, number>>;
  readonly liveSlopeMBPerHour: number;
  readonly rssSlopeMBPerHour: number;
  /** connections of the server to its database when all is quiet, before and after */
  readonly connections: { readonly before: number; readonly after: number };
  readonly idleInTransaction: number;
  /** of the first and the last quarter after the warm-up, in milliseconds */
  readonly p99: { readonly first: number; readonly last: number };
};

type Measured = { readonly seconds: number; readonly mb: number };

/** A rise is told from the noise of collections once it comes to so much. */
const RISE_MB = 4;
/** Caches fill in the first minutes. */
const SETTLED_MINUTES = 10;
/** The process itself takes what it may before it gives back: its size says something in runs that are long enough only. */
const LONG_MINUTES = 60;

/** Least squares through the samples after the warm-up, in megabytes an hour. */
export function slopePerHour(samples: readonly Measured[]): number {
  const mean = (of: (one: Measured) => number): number => samples.reduce((sum, one) => sum + of(one), 0) / samples.length;
  const [at, size] = [mean((one) => one.seconds), mean((one) => one.mb)];
  const spread = samples.reduce((sum, one) => sum + (one.seconds - at) ** 2, 0);
  return spread === 0 ? 0 : (samples.reduce((sum, one) => sum + (one.seconds - at) * (one.mb - size), 0) / spread) * 3_600;
}

/** SEC-D16. */
export function soakFaults({ minutes, unexpected, liveSlopeMBPerHour, rssSlopeMBPerHour, connections, idleInTransaction, p99 }: SoakResult): string[] {
  const rises = (slope: number): boolean => slope >= 5 && (slope * minutes) / 60 >= RISE_MB;
  return [
    ...(Object.keys(unexpected).length > 0 ? ['answers'] : []),
    ...((minutes >= SETTLED_MINUTES && rises(liveSlopeMBPerHour)) || (minutes >= LONG_MINUTES && rises(rssSlopeMBPerHour)) ? ['memory'] : []),
    ...(connections.after > connections.before || idleInTransaction > 0 ? ['connections'] : []),
    ...(p99.last > p99.first * 1.2 ? ['drift'] : []),
  ];
}

export type NetworkResult = Vote & {
  readonly cuts: Readonly<Record<string, number>>;
  readonly refused: Readonly<Record<string, number>>;
  readonly cut: number;
  /** seconds from the moment the line was whole again: the first ballot acknowledged and the first page of the office, slowest of all cuts */
  readonly recovery: { readonly ballot: number; readonly office: number };
  /** sessions of the database left in a transaction a minute after the last cut */
  readonly idleInTransaction: number;
};

export const LINE_RECOVERY_SECONDS = 5;

/** SEC-D5. `harmless`: no cut was felt, so that nothing was shown. */
export function networkFaults(result: NetworkResult): string[] {
  const { refused, cut, recovery, idleInTransaction } = result;
  return [
    ...voteFaults(result),
    ...(cut === 0 && Object.keys(refused).length === 0 ? ['harmless'] : []),
    ...(Object.keys(refused).some((key) => !key.startsWith('503 ')) ? ['answers'] : []),
    ...(Math.max(recovery.ballot, recovery.office) > LINE_RECOVERY_SECONDS ? ['slow'] : []),
    ...(idleInTransaction > 0 ? ['stuck'] : []),
  ];
}
