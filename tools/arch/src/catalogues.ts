import { basename, dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { filesOf, ROOT } from './repo.ts';

type Words = Readonly<Record<string, unknown>>;

/** Pairs `zh-CN.ts` / `en.ts` below any `locales` folder; a missing half is the empty string. */
export function pairsOf(base: string): { zh: string; en: string }[] {
  const all = filesOf(base).filter((path) => basename(dirname(path)) === 'locales' && /(^|[./])(zh-CN|en)\.ts$/.test(path));
  const stems = [...new Set(all.map((path) => path.replace(/(zh-CN|en)\.ts$/, '')))];
  const half = (path: string): string => (all.includes(path) ? path : '');
  return stems.map((stem) => ({ zh: half(`${stem}zh-CN.ts`), en: half(`${stem}en.ts`) }));
}

/** All words a catalogue exports, whatever the export is called. */
export async function wordsOf(path: string, base: string = ROOT): Promise<Words> {
  const exported = (await import(pathToFileURL(base + path).href)) as Record<string, unknown>;
  return Object.assign({}, ...Object.values(exported).filter((one) => typeof one === 'object')) as Words;
}

const places = (text: string): string => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((hit) => hit[1]).sort().join(' ');
/** Plural forms count as one key: Chinese has none. */
const stem = (key: string): string => key.replace(/_(one|other)$/, '');

/** Keys that only one language has, empty words, and words with other places. */
export function differences(zh: Words, en: Words): string[] {
  const [left, right] = [zh, en].map((words) => new Set(Object.keys(words).map(stem))) as [Set<string>, Set<string>];
  return [
    ...[...left].filter((key) => !right.has(key)).map((key) => `${key}: only Chinese`),
    ...[...right].filter((key) => !left.has(key)).map((key) => `${key}: only English`),
    ...[zh, en].flatMap((words) => Object.entries(words)).filter(([, text]) => typeof text !== 'string' || text.trim() === '').map(([key]) => `${key}: no words`),
    ...Object.entries(zh).filter(([key, text]) => typeof text === 'string' && typeof en[key] === 'string' && places(text) !== places(en[key])).map(([key]) => `${key}: other places`),
  ];
}
