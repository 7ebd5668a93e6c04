/** May not begin a line. */
const NO_START = '，。、；：？！）》】〕”’…—％%';
/** May not end a line. */
const NO_END = '（《【〔“‘';
/** How far a line may be pressed to take in a mark that may not begin the next, in characters. */
const PRESS = 0.6;

export type Measure = (text: string) => number;
export type BrokenLine = { readonly text: string; readonly last: boolean };

/** Pieces that stay together: a word or figure of the Latin script, else one character. */
function pieces(text: string): string[] {
  return text.match(/[A-Za-z0-9.,/%+-]+(?![^])|[A-Za-z0-9]+(?:[.,/:-][A-Za-z0-9]+)*%?|[^]/gu) ?? [];
}

/** Breaks a paragraph into lines of `width` (the first is shorter by `indent`), with marks kept where Chinese setting wants them: none at the beginning of a line, no opening one at its end. */
export function breakLines(text: string, width: number, indent: number, measure: Measure): BrokenLine[] {
  const lines: string[] = [];
  const em = measure('一');
  let line = '';
  let room = width - indent;
  const flush = (next: string): void => {
    lines.push(line.trimEnd());
    line = next.trimStart();
    room = width;
  };
  for (const piece of pieces(text)) {
    if (measure(line + piece) <= room + 1e-6 || line === '') {
      line = measure(piece) > room && line === '' ? overlong(piece, room, measure, lines) : line + piece;
      continue;
    }
    if (NO_START.includes(piece[0]!)) {
      if (measure(line + piece) <= room + em * PRESS) {
        line += piece;
        continue;
      }
      const kept = [...line];
      const carried = kept.pop() ?? '';
      line = kept.join('');
      flush(carried + piece);
      continue;
    }
    const opening = [...line].at(-1) ?? '';
    if (NO_END.includes(opening) && opening !== '') {
      line = line.slice(0, -opening.length);
      flush(opening + piece);
      continue;
    }
    flush(piece);
  }
  lines.push(line.trimEnd());
  return lines.map((one, at) => ({ text: one, last: at === lines.length - 1 }));
}

/** The lines of a title: as few as `width` allows, of nearly the same length. */
export function breakEven(text: string, width: number, measure: Measure): string[] {
  const em = measure('一');
  const fewest = breakLines(text, width, 0, measure).length;
  let best = width;
  for (let narrower = width - em / 2; narrower > em; narrower -= em / 2) {
    const lines = breakLines(text, narrower, 0, measure);
    if (lines.length > fewest) break;
    best = narrower;
  }
  return breakLines(text, best, 0, measure).map((line) => line.text);
}

/** A word that no line holds is cut where the line is full. */
function overlong(word: string, room: number, measure: Measure, lines: string[]): string {
  let rest = [...word];
  while (measure(rest.join('')) > room && rest.length > 1) {
    let take = rest.length - 1;
    while (take > 1 && measure(rest.slice(0, take).join('')) > room) take -= 1;
    lines.push(rest.slice(0, take).join(''));
    rest = rest.slice(take);
  }
  return rest.join('');
}
