import { finding, type Finding } from './findings.ts';

const IO: readonly (readonly [token: string, pattern: RegExp])[] = [
  ['import()', /\bimport\s*\(|\brequire\b/],
  ['fetch', /\b(fetch|XMLHttpRequest|WebSocket|EventSource|navigator)\b/],
  ['process', /\b(process|Deno|Bun)\b/],
  ['console', /\bconsole\b/],
  ['Date', /\bDate\.now\b|\bnew Date\b(?!\s*\(\s*[^)\s])|\bperformance\s*[.[]/],
  ['Math.random', /\bMath\.random\b|\bcrypto\b/],
  ['eval', /\beval\b|\bnew Function\b/],
  ['globalThis', /\bglobalThis\b|\bglobal\b|\bwindow\b/],
  ['timer', /\bset(Timeout|Interval|Immediate)\b|\bqueueMicrotask\b/],
];

/** A text without the insides of its plain strings and without comments: words in a catalogue are no code. Line breaks stay. */
function codeOf(text: string): string {
  return text.replace(/'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (part) => (part.startsWith('/') ? part.replace(/[^\n]/g, '') : "''"));
}

const ALLOWED = /^(\.{1,2}\/|@shuping\/plugin-sdk$)/;

/** A plugin reads and writes nothing: source.io (file:line, token), source.import (a package other than the SDK). Specs are passed over. `files` maps names to text. */
export function sourceFindings(files: Readonly<Record<string, string>>): Finding[] {
  return Object.entries(files).filter(([name]) => !/\.spec\.tsx?$/.test(name)).flatMap(([name, text]) => {
    const code = codeOf(text).split('\n');
    return text.split('\n').flatMap((line, index) => {
      const at = `${name}:${index + 1}`;
      const from = /\bfrom\s+['"]([^'"]+)['"]|^\s*import\s+['"]([^'"]+)['"]/.exec(line);
      const target = from?.[1] ?? from?.[2];
      return [
        ...(/['"]node:/.test(line) ? [finding('source.io', at, { token: 'node:' })] : []),
        ...IO.filter(([, pattern]) => pattern.test(code[index]!)).map(([token]) => finding('source.io', at, { token })),
        ...(target !== undefined && !ALLOWED.test(target) ? [finding('source.import', at, { target })] : []),
      ];
    });
  });
}
