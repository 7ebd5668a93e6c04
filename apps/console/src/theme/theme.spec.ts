import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { antdTheme } from './theme.ts';

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');

function tokensOf(block: string): ReadonlyMap<string, string> {
  const body = css.slice(css.indexOf(`${block} {`) + block.length + 2).split('\n}')[0]!;
  return new Map([...body.matchAll(/(--[\w-]+): (#[0-9a-f]{6});/gi)].map(([, name, value]) => [name!, value!.toUpperCase()]));
}

/** Contrast of a colour on paper as WCAG 2.2 counts it, 1 to 21. */
function onPaper(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255).map((c) => (c <= 0.040_45 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 1.05 / (0.2126 * r! + 0.7152 * g! + 0.0722 * b! + 0.05);
}

const READ = ['--ink', '--ink-2', '--ink-3', '--link', '--primary', '--ok', '--warn', '--tag-red', '--tag-blue', '--tag-green', '--tag-amber', '--tag-grey'];

describe('what is read stands out from paper', () => {
  test.each([[':root', 4.5], [":root[data-contrast='more']", 7]] as const)('in %s every text colour has %s to 1', (block, least) => {
    const tokens = tokensOf(block);
    for (const name of READ) expect({ name, enough: onPaper(tokens.get(name)!) >= least }).toEqual({ name, enough: true });
  });

  test('antd takes the stronger colours with the pages, and keeps none of the plain ones', () => {
    const [plain, strong] = [false, true].map((contrast) => antdTheme('normal', false, contrast));
    expect(onPaper(String(strong!.token!.colorTextTertiary))).toBeGreaterThan(7);
    const colours = (theme: typeof plain): string[] => [...JSON.stringify(theme).matchAll(/#[0-9A-F]{6}/g)].map(([colour]) => colour).filter((colour) => colour !== '#FFFFFF');
    const before = new Map([...tokensOf(':root')].map(([name, value]) => [value, name]));
    const after = tokensOf(":root[data-contrast='more']");
    const [was, is] = [colours(plain), colours(strong)];
    for (const [at, colour] of was.entries()) {
      const name = before.get(colour);
      if (name !== undefined && after.has(name)) expect([colour, is[at]]).toEqual([colour, after.get(name)]);
    }
  });
});
