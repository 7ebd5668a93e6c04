import { pinyin } from 'pinyin-pro';

const MOST_KEPT = 50_000;
/** Where the name of a place or body ends; what follows is read by itself. */
const ENDS = /(?<=[省市县区乡镇村]|街道|社区|大学|学院|医院|公司|集团)/u;
const parts = new Map<string, readonly string[]>();

/** Syllables of a text without tones, small letters; what is no Chinese stands as it is. Heteronyms are read by the words around them. */
export function syllables(text: string): string[] {
  return text.split(ENDS).flatMap(partSyllables);
}

/** `full` spelling and `initials` of a name: `柳河镇` gives `liuhezhen` and `lhz`. */
export function spelling(text: string): { readonly full: string; readonly initials: string } {
  const read = syllables(text);
  return { full: read.join(''), initials: read.map((one) => one.charAt(0)).join('') };
}

/** Names of a tree repeat the names above them, so that what was read once is kept. */
function partSyllables(part: string): readonly string[] {
  const known = parts.get(part);
  if (known) return known;
  const read = pinyin(part, { toneType: 'none', type: 'array' }).map((one) => one.toLowerCase());
  if (parts.size >= MOST_KEPT) parts.clear();
  parts.set(part, read);
  return read;
}
