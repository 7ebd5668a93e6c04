import type { Part } from '../zip/unpack-zip.ts';

/**
 * Formats like `000000` show 7 as 000007: staff numbers kept as numbers. Gives the width for each style index (cellXfs position).
 * Read from styles.xml directly, so that the sheet reader needs no style of a hundred thousand cells.
 */
export function zeroPaddedStyles(parts: readonly Part[]): ReadonlyMap<number, number> {
  const styles = parts.find((part) => part.name === 'xl/styles.xml')?.bytes.toString('utf8') ?? '';
  const widthOfFormat = new Map<string, number>();
  for (const [tag] of styles.matchAll(/<(?:\w+:)?numFmt\b[^>]*>/g)) {
    const code = /\bformatCode="(0{2,})"/.exec(tag)?.[1];
    const id = /\bnumFmtId="(\d+)"/.exec(tag)?.[1];
    if (code && id) widthOfFormat.set(id, code.length);
  }
  const widths = new Map<number, number>();
  if (widthOfFormat.size === 0) return widths;
  const xfs = /<(?:\w+:)?cellXfs\b[\s\S]*?<\/(?:\w+:)?cellXfs>/.exec(styles)?.[0] ?? '';
  [...xfs.matchAll(/<(?:\w+:)?xf\b[^>]*>/g)].forEach(([tag], index) => {
    const width = widthOfFormat.get(/\bnumFmtId="(\d+)"/.exec(tag)?.[1] ?? '');
    if (width !== undefined) widths.set(index, width);
  });
  return widths;
}

/** Cell names (`A5`) → width, for the cells of one sheet part that carry such a format. */
export function zeroPaddedCells(sheetXml: string, widths: ReadonlyMap<number, number>): ReadonlyMap<string, number> {
  const cells = new Map<string, number>();
  if (widths.size === 0) return cells;
  for (const [tag] of sheetXml.matchAll(/<(?:\w+:)?c\s[^>]*>/g)) {
    const width = widths.get(Number(/\ss="(\d+)"/.exec(tag)?.[1] ?? -1));
    const name = /\sr="([A-Z]+\d+)"/.exec(tag)?.[1];
    if (width !== undefined && name !== undefined) cells.set(name, width);
  }
  return cells;
}
