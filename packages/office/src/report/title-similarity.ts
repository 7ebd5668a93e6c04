import { numberingOf } from './heading-level.ts';

/** Words of a heading without number, brackets, spaces and punctuation. */
export function titleWords(text: string): string {
  const line = text.normalize('NFKC').trim();
  const words = numberingOf(line)?.words ?? line;
  return words.replace(/[\p{P}\p{S}\s]/gu, '').toLowerCase();
}

/** Likeness of two headings, 0…1: equal 1; one inside the other 0.6…0.95 by length, its characters in order 0.5…0.85; otherwise shared character pairs (Dice). */
export function similarity(left: string, right: string): number {
  const a = titleWords(left);
  const b = titleWords(right);
  if (a === '' || b === '') return 0;
  if (a === b) return 1;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length >= 2 && long.includes(short)) return 0.6 + 0.35 * (short.length / long.length);
  const inOrder = short.length >= 3 && isSubsequence(short, long) ? 0.5 + 0.35 * (short.length / long.length) : 0;
  return Math.max(inOrder, dice(pairs(a), pairs(b)));
}

function isSubsequence(short: string, long: string): boolean {
  let at = 0;
  for (const character of long) if (character === short[at]) at += 1;
  return at === short.length;
}

function pairs(text: string): string[] {
  const characters = [...text];
  return characters.slice(1).map((character, i) => `${characters[i]}${character}`);
}

function dice(left: readonly string[], right: readonly string[]): number {
  const rest = [...right];
  let shared = 0;
  for (const pair of left) {
    const index = rest.indexOf(pair);
    if (index < 0) continue;
    rest.splice(index, 1);
    shared += 1;
  }
  return left.length + right.length === 0 ? 0 : (2 * shared) / (left.length + right.length);
}
