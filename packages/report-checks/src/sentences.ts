/** A stretch of a text with its UTF-16 offsets. */
export type Span = { readonly text: string; readonly start: number; readonly end: number };

const ENDERS = '。！？!?…';
const CLOSERS = '”’」』）)】》"\'';

/** Paragraphs that hold something, without the blanks around them. */
export function paragraphs(text: string): Span[] {
  const out: Span[] = [];
  let at = 0;
  for (const line of text.split('\n')) {
    pushTrimmed(out, text, at, at + line.length);
    at += line.length + 1;
  }
  return out;
}

/**
 * Sentences with UTF-16 offsets. A sentence ends at 。！？!?, at …… before a new start, at a half-width full stop after a Chinese character,
 * and at a line break; closing quotes and brackets stay with it. Text without an end mark is a sentence too. (R-E2)
 */
export function sentences(text: string): Span[] {
  const out: Span[] = [];
  for (const paragraph of paragraphs(text)) {
    let from = paragraph.start;
    for (let i = paragraph.start; i < paragraph.end; i += 1) {
      if (!endsSentence(text, i)) continue;
      let end = i + 1;
      while (end < paragraph.end && (ENDERS.includes(text[end]!) || CLOSERS.includes(text[end]!))) end += 1;
      // a quoted exclamation that goes on: “真好！”他说
      if (CLOSERS.includes(text[end - 1]!) && end < paragraph.end && goesOn(text[end]!)) {
        i = end - 1;
        continue;
      }
      pushTrimmed(out, text, from, end);
      from = end;
      i = end - 1;
    }
    pushTrimmed(out, text, from, paragraph.end);
  }
  return out;
}

function endsSentence(text: string, at: number): boolean {
  const char = text[at]!;
  if (char === '…') return text[at + 1] !== '…' && /[“「（我他她这]/.test(text[at + 1] ?? '') && text[at - 1] === '…';
  if (ENDERS.includes(char)) return true;
  return char === '.' && /[\u4e00-\u9fff）”]/.test(text[at - 1] ?? '') && /\s|$/.test(text[at + 1] ?? '');
}

function goesOn(next: string): boolean {
  return /[，,、；;：:的了地得等和与是]/.test(next);
}

function pushTrimmed(out: Span[], text: string, start: number, end: number): void {
  let from = start;
  let to = end;
  while (from < to && /\s/.test(text[from]!)) from += 1;
  while (to > from && /\s/.test(text[to - 1]!)) to -= 1;
  if (to > from) out.push({ text: text.slice(from, to), start: from, end: to });
}

/** The sentence that holds the offset, or the nearest one before it; undefined for an empty text. */
export function sentenceAt(text: string, offset: number): Span | undefined {
  let found: Span | undefined;
  for (const sentence of sentences(text)) {
    if (found !== undefined && sentence.start > offset) break;
    found = sentence;
  }
  return found;
}
