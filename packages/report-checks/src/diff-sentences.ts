import { sentences, type Span } from './sentences.ts';

/** A sentence kept, added or removed. Offsets are UTF-16, in the new text for `same` and `added`, in the old one for `removed`; `same` has both. */
export type SentenceDiff =
  | { readonly kind: 'same'; readonly text: string; readonly start: number; readonly end: number; readonly oldStart: number; readonly oldEnd: number }
  | { readonly kind: 'added'; readonly text: string; readonly start: number; readonly end: number }
  | { readonly kind: 'removed'; readonly text: string; readonly oldStart: number; readonly oldEnd: number };

/** What changed between two versions, sentence by sentence, by longest common subsequence; removals come before the additions that take their place. (R-E3, R-E5) */
export function diffSentences(oldText: string, newText: string): SentenceDiff[] {
  const before = sentences(oldText);
  const after = sentences(newText);
  const length = table(before, after);
  const out: SentenceDiff[] = [];
  let i = 0;
  let j = 0;
  while (i < before.length || j < after.length) {
    const a = before[i];
    const b = after[j];
    if (a && b && a.text === b.text) {
      out.push({ kind: 'same', text: b.text, start: b.start, end: b.end, oldStart: a.start, oldEnd: a.end });
      i += 1;
      j += 1;
    } else if (a && (!b || length[i + 1]![j]! >= length[i]![j + 1]!)) {
      out.push({ kind: 'removed', text: a.text, oldStart: a.start, oldEnd: a.end });
      i += 1;
    } else if (b) {
      out.push({ kind: 'added', text: b.text, start: b.start, end: b.end });
      j += 1;
    }
  }
  return out;
}

/** length[i][j]: longest common subsequence of what follows i in the old and j in the new list. */
function table(before: readonly Span[], after: readonly Span[]): number[][] {
  const length = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0));
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      length[i]![j] = before[i]!.text === after[j]!.text ? length[i + 1]![j + 1]! + 1 : Math.max(length[i + 1]![j]!, length[i]![j + 1]!);
    }
  }
  return length;
}
