import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { HTTP_STATUS } from '@shuping/contracts';

// Why: a key that one language lacks, or a sentence typed into a page, is seen only by the reader who uses it.
const SRC = join(dirname(fileURLToPath(import.meta.url)), '..');
const walk = (dir: string): string[] => readdirSync(dir).flatMap((name) => (statSync(join(dir, name)).isDirectory() ? walk(join(dir, name)) : [join(dir, name)]));
const FILES = walk(SRC).filter((file) => /\.tsx?$/.test(file) && !file.includes('.spec.') && !file.includes('/testing/'));
const CODE = FILES.filter((file) => !file.includes('/locales/'));
const load = async (file: string): Promise<Record<string, string>> => ((await import(pathToFileURL(file).href)) as { catalogue: Record<string, string> }).catalogue;
const catalogues = FILES.filter((file) => file.endsWith('/locales/zh-CN.ts'));

const withoutComments = (code: string): string => code.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:])\/\/.*$/gm, '$1');
/** Literal keys of `t('…')`. */
const keysIn = (code: string): string[] => [...withoutComments(code).matchAll(/\bt\('([^'`$]+)'/g)].map((m) => m[1] ?? '');
const hasChinese = (code: string): boolean => /[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]/.test(withoutComments(code));

/** Groups of codes that any page can meet; a module's own codes are worded by its feature. */
const EVERYWHERE = /^(request|account|permission|grant|audit|job|file|clock|demo|internal|unavailable)(\.|$)/;

describe('locales', () => {
  test('every code that any page can meet is worded', async () => {
    const words = Object.assign({}, ...(await Promise.all(catalogues.map(load)))) as Record<string, string>;
    expect(Object.keys(HTTP_STATUS).filter((code) => EVERYWHERE.test(code) && !(`errors.${code}` in words))).toEqual([]);
  });

  test.each(catalogues.map((file) => [relative(SRC, file), file]))('%s has the same keys and places in English', async (_name, file) => {
    const zh = await load(file);
    const en = await load(file.replace('zh-CN.ts', 'en.ts'));
    const base = (keys: string[]): string[] => [...new Set(keys.map((key) => key.replace(/_(one|other)$/, '')))].sort();
    expect(base(Object.keys(en))).toEqual(base(Object.keys(zh)));
    const places = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((m) => m[1] ?? '').sort();
    for (const [key, text] of Object.entries(zh)) if (en[key] !== undefined) expect([key, places(en[key])]).toEqual([key, places(text)]);
  });

  test('no key is worded twice', async () => {
    const all = (await Promise.all(catalogues.map(load))).flatMap((words) => Object.keys(words));
    expect(all.filter((key, n) => all.indexOf(key) !== n)).toEqual([]);
  });

  test('every key written in code is worded', async () => {
    const words = Object.assign({}, ...(await Promise.all(catalogues.map(load)))) as Record<string, string>;
    const missing = CODE.flatMap((file) => keysIn(readFileSync(file, 'utf8')).filter((key) => !(key in words)).map((key) => `${relative(SRC, file)}: ${key}`));
    expect(missing).toEqual([]);
  });

  test('no Chinese wording outside the catalogues', () => {
    expect(CODE.filter((file) => hasChinese(readFileSync(file, 'utf8'))).map((file) => relative(SRC, file))).toEqual([]);
  });

  test('the checks above see what they look for', () => {
    expect(keysIn("<p>{t('home.title')}</p> // t('no')")).toEqual(['home.title']);
    expect([hasChinese('<p>工作台</p>'), hasChinese('/** 工作台 */ a'), hasChinese('// 工作台')]).toEqual([true, false, false]);
  });
});
