import type { ChangesOut } from '@shuping/contracts';

/** A stretch of a paragraph: text as it stands (`at` = its offset in the section), or text that was taken out. */
export type Piece = { readonly kind: 'same' | 'added'; readonly at: number; readonly end: number } | { readonly kind: 'removed'; readonly text: string };
export type Paragraph = { readonly key: number; readonly pieces: readonly Piece[]; readonly changed: boolean; readonly chars: number };
/** What the desk shows: a changed paragraph, or a run of unchanged ones that may be folded. */
export type Block = { readonly kind: 'changed'; readonly paragraph: Paragraph } | { readonly kind: 'same'; readonly paragraphs: readonly Paragraph[]; readonly chars: number };

type Parts = ChangesOut['sections'][number]['parts'];

/** Every line of a text as a paragraph without changes. */
export function plainParagraphs(text: string): Paragraph[] {
  const out: Paragraph[] = [];
  let at = 0;
  for (const line of text.split('\n')) {
    if (line.trim() !== '') out.push({ key: at, pieces: [{ kind: 'same', at, end: at + line.length }], changed: false, chars: line.length });
    at += line.length + 1;
  }
  return out;
}

/** Paragraphs of a text with what was taken out and put in since an earlier version; text between sentences belongs to the one before. */
export function changedParagraphs(text: string, parts: Parts): Paragraph[] {
  const out: Paragraph[] = [];
  let pieces: Piece[] = [];
  let last = 0;
  const close = (): void => {
    if (pieces.length > 0) out.push({ key: out.length, pieces, changed: pieces.some((piece) => piece.kind !== 'same'), chars: pieces.reduce((sum, piece) => sum + (piece.kind === 'removed' ? 0 : piece.end - piece.at), 0) });
    pieces = [];
  };
  for (const part of parts) {
    if (part.kind === 'removed' || part.start === null || part.end === null) {
      pieces.push({ kind: 'removed', text: part.text });
      continue;
    }
    const broken = text.slice(last, part.start).includes('\n');
    if (broken) {
      // what was taken out right before a new line goes with the new line when something stands in its place
      const moved = part.kind === 'added' ? trailingRemoved(pieces) : [];
      pieces = pieces.slice(0, pieces.length - moved.length);
      close();
      pieces.push(...moved);
    }
    pieces.push({ kind: part.kind, at: part.start, end: part.end });
    last = part.end;
  }
  close();
  return out;
}

function trailingRemoved(pieces: readonly Piece[]): Piece[] {
  let from = pieces.length;
  while (from > 0 && pieces[from - 1]!.kind === 'removed') from -= 1;
  return pieces.slice(from);
}

/** Changed paragraphs one by one, unchanged ones in runs. */
export function blocksOf(paragraphs: readonly Paragraph[]): Block[] {
  const out: Block[] = [];
  for (const paragraph of paragraphs) {
    const last = out[out.length - 1];
    if (paragraph.changed) out.push({ kind: 'changed', paragraph });
    else if (last?.kind === 'same') out[out.length - 1] = { kind: 'same', paragraphs: [...last.paragraphs, paragraph], chars: last.chars + paragraph.chars };
    else out.push({ kind: 'same', paragraphs: [paragraph], chars: paragraph.chars });
  }
  return out;
}

/** Characters taken out and put in. */
export function changeSize(changes: ChangesOut): { readonly removed: number; readonly added: number } {
  const parts = changes.sections.flatMap((section) => section.parts);
  const size = (kind: string): number => parts.filter((part) => part.kind === kind).reduce((sum, part) => sum + part.text.length, 0);
  return { removed: size('removed'), added: size('added') };
}
