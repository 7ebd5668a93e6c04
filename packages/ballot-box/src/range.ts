/** A mark that is a number (R21): from `min` to `max` in steps. `kept` says what the seal keeps: only sum and number, or how often each mark was given, where the score drops ends or takes a median. */
export type MarkRange = { readonly min: number; readonly max: number; readonly step: number; readonly kept: 'total' | 'values' };

const MILLION = 1_000_000;

/** True for a number of the range as it is written: digits without leading or trailing zeros. */
export function isInRange({ min, max, step }: MarkRange, mark: string): boolean {
  if (!/^(0|[1-9]\d{0,3})(\.\d{0,5}[1-9])?$/.test(mark)) return false;
  const [value, from, to, by] = [Number(mark), min, max, step].map((one) => Math.round(one * MILLION)) as [number, number, number, number];
  return value >= from && value <= to && (value - from) % by === 0;
}

/** What was typed as a number, as `isInRange` wants it: no space, no leading or trailing zeros; full-width digits of a Chinese keyboard count too. */
export function asWritten(typed: string): string {
  const plain = typed.trim().replace(/[０-９]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).replace(/[．。]/g, '.').replace(/^0+(?=\d)/, '');
  return plain.includes('.') ? plain.replace(/\.?0*$/, '') : plain;
}
