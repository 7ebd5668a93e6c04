import type { Catalogue, Locale } from '@shuping/kernel';
import type { ToleranceRules } from '@shuping/scheme';
import { en } from './locales/tolerance.en.ts';
import { zhCN } from './locales/tolerance.zh-CN.ts';

/**
 * Usual grounds of fault tolerance (R-H3): want of experience in trying first; trying what no rule forbids; unmeant, for the common good; what nobody could foresee or prevent;
 * inherited or decided above; found, mended and made good by the person.
 */
const GROUNDS = ['pioneering', 'exploring', 'unintended', 'unforeseeable', 'inherited', 'remedied'] as const;
const WORDS: Readonly<Record<Locale, Catalogue>> = { 'zh-CN': zhCN, en };

/** The default section of a sector: the usual grounds, applications until `fileDays` after the result is final, the office's opinion within 10 days and the committee's decision within 20 more. */
export function usualTolerance(t: (name: string) => { key: string }, fileDays: number): ToleranceRules {
  return { grounds: GROUNDS.map((id) => ({ id, title: t(`tolerance.${id}`), meaning: t(`tolerance.${id}.what`) })), fileDays, opinionDays: 10, decisionDays: 20, decides: 'committee' };
}

/** Words of the section for a sector's catalogue, with the note on its figures. */
export function toleranceWords(sector: string, locale: Locale): Catalogue {
  return Object.fromEntries(Object.entries(WORDS[locale]).map(([key, words]) => [`${sector}.${key}`, words]));
}
