/** Maker of a sector's text keys: `keysOf('school')('sector')` is `{ key: 'school.sector' }`. */
export const keysOf = (sector: string) => (name: string): { key: string } => ({ key: `${sector}.${name}` });

export { WORD_HEADINGS } from './locales/word-headings.ts';
