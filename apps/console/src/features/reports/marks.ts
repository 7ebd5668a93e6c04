/** A passage to be marked; `start`..`end` are UTF-16 offsets in the section's text. */
export type Mark = { readonly key: string; readonly no: number; readonly start: number; readonly end: number; readonly tone: 'advise' | 'block' | 'comment'; readonly on: boolean };
/** A stretch of text under the same marks; `nos` are the marks that end here. */
export type Segment = { readonly at: number; readonly text: string; readonly marks: readonly Mark[]; readonly nos: readonly number[] };

/** The text from `from` to `to` cut where marks begin and end; the parts joined give the text again. */
export function segments(text: string, marks: readonly Mark[], from = 0, to = text.length): Segment[] {
  const inside = marks.filter((mark) => mark.end > mark.start && mark.start < to && mark.end > from);
  const cuts = [...new Set([from, to, ...inside.flatMap((mark) => [Math.max(from, mark.start), Math.min(to, mark.end)])])].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((at, index) => {
    const end = cuts[index + 1] as number;
    const over = inside.filter((mark) => mark.start < end && mark.end > at);
    return { at, text: text.slice(at, end), marks: over, nos: over.filter((mark) => mark.end === end).map((mark) => mark.no) };
  });
}

/** Class names of a stretch; a block shows over a comment, a comment over advice. */
export function toneOf(marks: readonly Mark[]): string {
  if (marks.length === 0) return '';
  const tone = marks.some((mark) => mark.tone === 'block') ? 'block' : marks.some((mark) => mark.tone === 'comment') ? 'comment' : 'advise';
  return `report-mark ${tone}${marks.some((mark) => mark.on) ? ' on' : ''}`;
}

/** Offset in the section's text of a place in the page: the nearest element with `data-at` around it plus the offset in its text. Null outside the text. */
export function offsetAt(node: Node, offset: number): { readonly sectionId: string; readonly at: number } | null {
  const element = node instanceof Element ? node : node.parentElement;
  const leaf = element?.closest('[data-at]');
  const section = element?.closest('[data-section]');
  if (!leaf || !section) return null;
  return { sectionId: section.getAttribute('data-section') ?? '', at: Number(leaf.getAttribute('data-at')) + (node instanceof Element ? 0 : offset) };
}

/** What the reader has selected inside one section, as offsets in its text; null when it is nothing, or spans sections. */
export function selectedPassage(selection: Pick<Selection, 'anchorNode' | 'anchorOffset' | 'focusNode' | 'focusOffset' | 'isCollapsed'> | null): { readonly sectionId: string; readonly start: number; readonly end: number } | null {
  if (!selection || selection.isCollapsed || !selection.anchorNode || !selection.focusNode) return null;
  const a = offsetAt(selection.anchorNode, selection.anchorOffset);
  const b = offsetAt(selection.focusNode, selection.focusOffset);
  if (!a || !b || a.sectionId !== b.sectionId || a.at === b.at) return null;
  return { sectionId: a.sectionId, start: Math.min(a.at, b.at), end: Math.max(a.at, b.at) };
}
