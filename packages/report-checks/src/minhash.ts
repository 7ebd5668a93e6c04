import { grams } from './grams.ts';

/** Slots of a signature. */
export const SLOTS = 128;
const EMPTY = 0xffff_ffff;

/** One-permutation MinHash signature of a text's character 5-grams, empty slots filled from the next full one; equal texts give equal signatures on every machine. */
export function signature(text: string): Uint32Array {
  const slots = new Uint32Array(SLOTS).fill(EMPTY);
  for (const gram of grams(text)) {
    const hash = hash32(gram);
    const slot = hash % SLOTS;
    const value = Math.floor(hash / SLOTS);
    if (value < slots[slot]!) slots[slot] = value;
  }
  return densified(slots);
}

/** Estimated Jaccard similarity (0..1) of two texts from their signatures; 0 when either text is too short for a single gram. */
export function estimate(a: Uint32Array, b: Uint32Array): number {
  if (a[0] === EMPTY || b[0] === EMPTY) return 0;
  let equal = 0;
  for (let i = 0; i < SLOTS; i += 1) if (a[i] === b[i]) equal += 1;
  return equal / SLOTS;
}

// rotation with an offset per step keeps borrowed values of different distances apart (Shrivastava and Li 2014)
function densified(slots: Uint32Array): Uint32Array {
  const out = new Uint32Array(slots);
  for (let i = 0; i < SLOTS; i += 1) {
    if (slots[i] !== EMPTY) continue;
    for (let step = 1; step < SLOTS; step += 1) {
      const value = slots[(i + step) % SLOTS]!;
      if (value === EMPTY) continue;
      out[i] = (value + Math.imul(step, 0x2000_0001)) >>> 0;
      break;
    }
  }
  return out;
}

// FNV-1a with a final mix, so that low bits choose slots evenly
function hash32(text: string): number {
  let h = 0x811c_9dc5;
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x0100_0193);
  h = Math.imul(h ^ (h >>> 16), 0x85eb_ca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2_ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
