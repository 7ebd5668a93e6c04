import { spelling } from '../../platform/spelling.ts';

/** What an organisation is found by besides its names; computed at every write of a name. */
export type SearchText = { readonly pinyin: string; readonly shortPinyin: string; readonly shortInitials: string };

export function searchText(name: string, shortName: string): SearchText {
  const whole = spelling(name);
  const short = spelling(shortName);
  return { pinyin: `${whole.full} ${whole.initials}`.slice(0, 240), shortPinyin: short.full.slice(0, 240), shortInitials: short.initials.slice(0, 120) };
}
