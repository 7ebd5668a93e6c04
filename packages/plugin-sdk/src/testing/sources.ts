import { finding, type Finding } from './findings.ts';

const IO: readonly (readonly [token: string, pattern: RegExp])[] = [
  ['node:', /['"]node:/],
  ['import()', /\bimport\s*\(/],
  ['fetch', /\bfetch\s*\(|XMLHttpRequest|WebSocket/],
  ['process', /\bprocess\s*[.[]/],
  ['Date', /\bDate\.now\b|\bnew Date\s*\(\s*\)|\bperformance\.now\b/],
  ['Math.random', /\bMath\.random\b|\bcrypto\.(randomUUID|getRandomValues)\b/],
  ['eval', /\beval\s*\(|\bnew Function\b/],
  ['globalThis', /\bglobalThis\b/],
  ['timer', /\bset(Timeout|Interval|Immediate)\b/],
];

const ALLOWED = /^(\.{1,2}\/|@shuping\/plugin-sdk$)/;

/** A plugin reads and writes nothing: source.io (file:line, token), source.import (a package other than the SDK). Specs are passed over. `files` maps names to text. */
export function sourceFindings(files: Readonly<Record<string, string>>): Finding[] {
  return Object.entries(files).filter(([name]) => !/\.spec\.tsx?$/.test(name)).flatMap(([name, text]) => text.split('\n').flatMap((line, index) => {
    const at = `${name}:${index + 1}`;
    const from = /\bfrom\s+['"]([^'"]+)['"]|^\s*import\s+['"]([^'"]+)['"]/.exec(line);
    const target = from?.[1] ?? from?.[2];
    return [
      ...IO.filter(([, pattern]) => pattern.test(line)).map(([token]) => finding('source.io', at, { token })),
      ...(target !== undefined && !ALLOWED.test(target) ? [finding('source.import', at, { target })] : []),
    ];
  }));
}
