/** Length of the character n-grams that stand for wording. */
export const GRAM = 5;

/** Half of a character that takes two units. */
const PAIRED = /[\ud800-\udfff]/;

/** Text reduced to what makes its wording: letters, digits and Chinese characters, digits kept; titles in 《》 are quotations of documents and fall out. */
export function normalised(text: string): string {
  return text.replace(/《[^》]{1,80}》/g, '').replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
}

/** Set of character n-grams of a text, after normalising. */
export function grams(text: string, size: number = GRAM): Set<string> {
  const wording = normalised(text);
  const out = new Set<string>();
  if (!PAIRED.test(wording)) {
    for (let i = 0; i + size <= wording.length; i += 1) out.add(wording.slice(i, i + size));
    return out;
  }
  const chars = [...wording];
  for (let i = 0; i + size <= chars.length; i += 1) out.add(chars.slice(i, i + size).join(''));
  return out;
}

/** Share (0..1) of the first set's members that the second holds; 0 for an empty first set. */
export function containment(of: ReadonlySet<string>, within: ReadonlySet<string>): number {
  if (of.size === 0) return 0;
  let hits = 0;
  for (const gram of of) if (within.has(gram)) hits += 1;
  return hits / of.size;
}

/** Dice coefficient (0..1) of two sets. */
export function dice(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size + b.size === 0) return 0;
  let hits = 0;
  for (const gram of a) if (b.has(gram)) hits += 1;
  return (2 * hits) / (a.size + b.size);
}
