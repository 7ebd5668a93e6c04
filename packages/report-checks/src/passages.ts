import { containment, grams, normalised } from './grams.ts';
import { type ReportText } from './model.ts';
import { sentences, type Span } from './sentences.ts';

/** Neighbouring sentences of a section whose wording is found in another text. `chars` counts normalised characters, `share` is 0..1 over them. */
export type SharedPassage = { readonly sectionId: string; readonly start: number; readonly end: number; readonly chars: number; readonly share: number };

/** A report's wording as n-grams, taken sentence by sentence so that grams do not reach over joints. */
export function wordingOf(report: ReportText): Set<string> {
  const out = new Set<string>();
  for (const section of report.sections) for (const sentence of sentences(section.text)) for (const gram of grams(sentence.text)) out.add(gram);
  return out;
}

/** Characters of a report after normalising, counted over its sentences. */
export function wordingLength(report: ReportText): number {
  let sum = 0;
  for (const section of report.sections) for (const sentence of sentences(section.text)) sum += normalised(sentence.text).length;
  return sum;
}

type Worded = Span & { readonly chars: number; readonly grams: ReadonlySet<string> };
/** One report is held against many others: its own sentences are taken apart once. */
const known = new WeakMap<ReportText['sections'][number], { readonly of: string; readonly sentences: readonly Worded[] }>();

function worded(section: ReportText['sections'][number]): readonly Worded[] {
  const found = known.get(section);
  if (found?.of === section.text) return found.sentences;
  const made = sentences(section.text).map((sentence): Worded => ({ ...sentence, chars: normalised(sentence.text).length, grams: grams(sentence.text) }));
  known.set(section, { of: section.text, sentences: made });
  return made;
}

/** Passages of the report that the other wording holds: sentences contained to at least `minShare`, runs of them joined; a sentence shorter than 12 characters joins a run but starts none. `rework` may give a higher share (0..1) for a sentence taken over with changes. */
export function sharedPassages(report: ReportText, other: ReadonlySet<string>, minShare: number, rework?: (sentence: string) => number): SharedPassage[] {
  const out: SharedPassage[] = [];
  for (const section of report.sections) {
    let run: { start: number; end: number; chars: number; hits: number } | null = null;
    const close = (): void => {
      if (run) out.push({ sectionId: section.id, start: run.start, end: run.end, chars: run.chars, share: run.hits / run.chars });
      run = null;
    };
    for (const sentence of worded(section)) {
      const { chars } = sentence;
      const exact = containment(sentence.grams, other);
      const share = exact >= minShare ? exact : Math.max(exact, rework?.(sentence.text) ?? 0);
      const short: boolean = chars < 12;
      if (share < minShare || chars === 0 || (short && run === null)) close();
      else if (run === null) run = { start: sentence.start, end: sentence.end, chars, hits: share * chars };
      else run = { start: run.start, end: sentence.end, chars: run.chars + chars, hits: run.hits + share * chars };
    }
    close();
  }
  return out;
}
