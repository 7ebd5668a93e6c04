import type { Catalogue, Locale } from '@shuping/kernel';
import type { Scheme } from '@shuping/scheme';
import { blankLine, renderBlock, type Block } from '../writing/blocks.ts';
import { chineseNumeral } from '../writing/gongwen.ts';
import { packPage } from '../writing/page.ts';
import { titleLines } from '../writing/write-official.ts';
import { gradingChapter } from './grading-chapter.ts';
import { schemeEn } from './locales/en.ts';
import { schemeZhCN } from './locales/zh-CN.ts';
import { annexes } from './scheme-annexes.ts';
import { contentChapter, generalChapter, meetingChapter, objectChapter, rectificationChapter, reportChapter, resultsChapter, scoreChapter, vettingChapter } from './scheme-chapters.ts';
import { SchemeWords } from './scheme-words.ts';

const OWN: Readonly<Record<Locale, Catalogue>> = { 'zh-CN': schemeZhCN, en: schemeEn };

const CHAPTERS: readonly (readonly [title: string, chapter: (scheme: Scheme, words: SchemeWords) => Block[]])[] = [
  ['general', generalChapter], ['object', objectChapter], ['content', contentChapter], ['report', reportChapter], ['vetting', vettingChapter], ['meeting', meetingChapter],
  ['score', scoreChapter], ['grading', gradingChapter], ['results', resultsChapter], ['rectification', rectificationChapter], ['annexes', annexes],
];

/** A scheme as the chapters of a scheme document (R-B7), generated from the data alone; `catalogue` has the words of the scheme's own keys. Empty chapters are left out. */
export function schemeBlocks(scheme: Scheme, locale: Locale, catalogue: Catalogue): Block[] {
  const words = new SchemeWords(scheme, { ...catalogue, ...OWN[locale] });
  const written = CHAPTERS.map(([title, chapter]) => ({ title: words.t(`h.${title}`), blocks: chapter(scheme, words) })).filter(({ blocks }) => blocks.length > 0);
  return written.flatMap(({ title, blocks }, i): Block[] => [{ kind: 'h1', text: words.t('chapter', { n: locale === 'zh-CN' ? chineseNumeral(i + 1) : i + 1, title }) }, ...blocks]);
}

/** Word file of a scheme in official layout (R-B7). The same scheme gives the same words. */
export function writeScheme(scheme: Scheme, locale: Locale, catalogue: Catalogue): Promise<Uint8Array> {
  const title = new SchemeWords(scheme, { ...catalogue, ...OWN[locale] }).ref(scheme.title);
  return packPage({ title, children: [...titleLines(title), blankLine(), ...schemeBlocks(scheme, locale, catalogue).flatMap(renderBlock)] });
}
