import type { ReportPiece } from '@shuping/office';
import { diffSentences } from '@shuping/report-checks';

type Change = { readonly author: string; readonly at: Date };
type Tracked = Change & { readonly start: number; readonly end: number; readonly newText: string };

/** A section with proposals set as tracked changes, each by whoever made it. */
export function withProposals(text: string, proposals: readonly Tracked[]): ReportPiece[][] {
  const pieces: ReportPiece[] = [];
  let at = 0;
  for (const { start, end, newText, author, at: when } of [...proposals].sort((a, b) => a.start - b.start)) {
    pieces.push({ text: text.slice(at, start) }, { text: text.slice(start, end), change: { kind: 'removed', author, at: when } }, { text: newText, change: { kind: 'added', author, at: when } });
    at = end;
  }
  return paragraphsOf([...pieces, { text: text.slice(at) }]);
}

/** A section with what changed since an earlier draft set as tracked changes, sentence by sentence. */
export function withChanges(before: string, text: string, change: Change): ReportPiece[][] {
  const pieces: ReportPiece[] = [];
  let at = 0;
  for (const part of diffSentences(before, text)) {
    if (part.kind === 'removed') pieces.push({ text: part.text, change: { ...change, kind: 'removed' } });
    else {
      pieces.push({ text: text.slice(at, part.start) }, part.kind === 'same' ? { text: part.text } : { text: part.text, change: { ...change, kind: 'added' } });
      at = part.end;
    }
  }
  return paragraphsOf([...pieces, { text: text.slice(at) }]);
}

/** Pieces cut at line breaks, each line a paragraph; empty lines are left out. */
function paragraphsOf(pieces: readonly ReportPiece[]): ReportPiece[][] {
  const out: ReportPiece[][] = [[]];
  for (const piece of pieces) {
    for (const [index, line] of piece.text.split('\n').entries()) {
      if (index > 0) out.push([]);
      if (line !== '') out.at(-1)!.push({ ...piece, text: line });
    }
  }
  return out.filter((line) => line.some((piece) => piece.text.trim() !== ''));
}
