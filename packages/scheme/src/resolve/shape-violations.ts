import type { Violation } from '../layer.ts';
import { shapeFindings } from '../files/shape-findings.ts';
import { Scheme } from '../model/scheme.ts';
import { surelyShaped } from './known-shape.ts';

export type Shaped = { readonly scheme: Scheme | null; readonly violations: readonly Violation[] };

/** Reads a draft with zod, or knows it sound by what it kept of a frozen `base`. Each issue becomes a finding of `shapeFindings` with its scheme path and the layer that has to mend it. */
export function shapeOf(draft: unknown, culprit: (path: string) => string, base: Scheme): Shaped {
  if (surelyShaped(draft, base)) return { scheme: draft as Scheme, violations: [] };
  const parsed = Scheme.safeParse(draft);
  if (parsed.success) return { scheme: parsed.data, violations: [] };
  return { scheme: null, violations: shapeFindings(draft, parsed.error.issues).map((found) => ({ ...found, layer: culprit(found.path) })) };
}
