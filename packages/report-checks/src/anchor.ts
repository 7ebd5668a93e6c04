/** A passage of a text as a comment remembers it: its words, what stood around it, and where it was (UTF-16). */
export type Anchor = { readonly quote: string; readonly prefix: string; readonly suffix: string; readonly offset: number };

/** Where a passage is now; `score` 1 means word for word in its old surroundings. */
export type AnchorPlace = { readonly start: number; readonly end: number; readonly score: number };

const CONTEXT = 32;
const EDGE = 10;
const LONG_QUOTE = 12;
const MAX_FUZZY = 400;
const MAX_ERRORS = 0.4;

/** Remembers the passage `start`..`end` (UTF-16 offsets, clamped to the text). */
export function makeAnchor(text: string, start: number, end: number): Anchor {
  const from = Math.min(Math.max(0, start), text.length);
  const to = Math.min(Math.max(from, end), text.length);
  return { quote: text.slice(from, to), prefix: text.slice(Math.max(0, from - CONTEXT), from), suffix: text.slice(to, to + CONTEXT), offset: from };
}

/**
 * Finds a remembered passage in a newer text: word for word first (the place whose surroundings fit best), then between its old surroundings,
 * then by likeness (at most 40 % of its characters changed). Null when the passage is gone. (R-E3)
 */
export function findAnchor(anchor: Anchor, newText: string): AnchorPlace | null {
  if (anchor.quote === '') return null;
  const word = exact(anchor, newText);
  if (word) return word;
  const head = anchor.prefix.slice(-EDGE);
  const tail = anchor.suffix.slice(0, EDGE);
  // its old neighbours stand side by side: cut out
  if (head.length === EDGE && tail.length === EDGE && newText.includes(head + tail)) return null;
  return between(anchor, newText) ?? fuzzy(anchor, newText);
}

function exact(anchor: Anchor, text: string): AnchorPlace | null {
  let best: (AnchorPlace & { far: number }) | null = null;
  for (let at = text.indexOf(anchor.quote); at >= 0; at = text.indexOf(anchor.quote, at + 1)) {
    const end = at + anchor.quote.length;
    const context = contextScore(anchor, text, at, end);
    // a short phrase that turns up somewhere else is another phrase
    if (anchor.quote.length < LONG_QUOTE && context < 0.2) continue;
    const score = 0.6 + 0.4 * context;
    const far = Math.abs(at - anchor.offset);
    if (!best || score > best.score || (score === best.score && far < best.far)) best = { start: at, end, score, far };
  }
  return best && { start: best.start, end: best.end, score: best.score };
}

/** Share (0..1) of the remembered surroundings that still touch the place. */
function contextScore(anchor: Anchor, text: string, start: number, end: number): number {
  const total = anchor.prefix.length + anchor.suffix.length;
  if (total === 0) return 1;
  let before = 0;
  while (before < anchor.prefix.length && text[start - 1 - before] === anchor.prefix[anchor.prefix.length - 1 - before]) before += 1;
  let after = 0;
  while (after < anchor.suffix.length && text[end + after] === anchor.suffix[after]) after += 1;
  return (before + after) / total;
}

function between(anchor: Anchor, text: string): AnchorPlace | null {
  const head = anchor.prefix.slice(-EDGE);
  const tail = anchor.suffix.slice(0, EDGE);
  const from = head === '' ? 0 : nearest(text, head, anchor.offset - head.length);
  if (from < 0) return null;
  const start = from + head.length;
  const to = tail === '' ? text.length : text.indexOf(tail, start);
  if (to < 0 || to === start || to - start > anchor.quote.length * 2 + 20) return null;
  const likeness = 1 - distance(anchor.quote, text.slice(start, to)) / Math.max(anchor.quote.length, to - start);
  return likeness >= 0.4 ? { start, end: to, score: 0.4 + 0.5 * likeness } : null;
}

function nearest(text: string, part: string, offset: number): number {
  let best = -1;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
    if (best < 0 || Math.abs(at - offset) < Math.abs(best - offset)) best = at;
  }
  return best;
}

/** Edit distance of two short texts. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length]!;
}

/** Sellers' search: the stretch of the text that needs the fewest edits to become the quote. */
function fuzzy(anchor: Anchor, text: string): AnchorPlace | null {
  const quote = anchor.quote;
  const m = quote.length;
  if (m < 6 || m > MAX_FUZZY) return null;
  let cost = Array.from({ length: m + 1 }, (_, index) => index);
  let from = new Array<number>(m + 1).fill(0);
  let best = { cost: m, start: 0, end: 0, far: Infinity };
  for (let j = 1; j <= text.length; j += 1) {
    const nextCost = [0];
    const nextFrom = [j];
    for (let i = 1; i <= m; i += 1) {
      const change = cost[i - 1]! + (quote[i - 1] === text[j - 1] ? 0 : 1);
      const skip = cost[i]! + 1;
      const drop = nextCost[i - 1]! + 1;
      const least = Math.min(change, skip, drop);
      nextCost.push(least);
      nextFrom.push(least === change ? from[i - 1]! : least === skip ? from[i]! : nextFrom[i - 1]!);
    }
    cost = nextCost;
    from = nextFrom;
    const far = Math.abs(from[m]! - anchor.offset);
    if (cost[m]! < best.cost || (cost[m]! === best.cost && far < best.far)) best = { cost: cost[m]!, start: from[m]!, end: j, far };
  }
  if (best.end <= best.start || best.cost > MAX_ERRORS * m) return null;
  return { start: best.start, end: best.end, score: 0.5 * (1 - best.cost / m) };
}
