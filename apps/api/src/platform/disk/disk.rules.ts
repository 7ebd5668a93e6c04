/** Percent of a disk beyond which it is told of (SEC-D4). */
export const WATERMARK = 85;

/** What `statfs` says. */
export type Room = { readonly bsize: number; readonly blocks: number; readonly bfree: number; readonly bavail: number };

/** Whole percent in use as `df` counts it: what only root may fill is left out of the whole. */
export function usedPercent({ blocks, bfree, bavail }: Room): number {
  const used = blocks - bfree;
  const whole = used + bavail;
  return whole <= 0 ? 100 : Math.ceil((used / whole) * 100);
}

export const isLow = (percent: number): boolean => percent >= WATERMARK;

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'] as const;

/** Free bytes for people: `812 MB`, `1.4 GB`, `58 GB`. */
export function freeText({ bsize, bavail }: Room): string {
  let [size, unit] = [bsize * bavail, 0];
  for (; size >= 1024 && unit < UNITS.length - 1; unit += 1) size /= 1024;
  return `${unit > 2 && size < 10 ? size.toFixed(1) : Math.floor(size)} ${UNITS[unit]!}`;
}
