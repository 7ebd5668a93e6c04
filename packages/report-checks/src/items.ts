import { paragraphs, sentences, type Span } from './sentences.ts';

/** A numbered item of a section, from its marker to the next marker of the same style. */
export type Item = Span & { readonly ordinal: number; /** the text without its marker */ readonly body: string };

const CHINESE = '一二三四五六七八九十';
const CIRCLED = '①②③④⑤⑥⑦⑧⑨⑩';
const ORDER_WORDS = ['首先', '其次', '再次', '最后'];

type Style = { readonly name: string; readonly pattern: RegExp; readonly inline: boolean };

// what may stand before an inline marker; no look-behind, which older Safari does not know
const LEAD = /^[。；;：:，,]?\s*/;

// outer styles first: an item may hold an inner list of its own
const STYLES: readonly Style[] = [
  { name: 'bracketed', pattern: /^[（(]([一二三四五六七八九十]{1,3})[）)]/, inline: false },
  { name: 'comma', pattern: /^([一二三四五六七八九十]{1,3})、/, inline: false },
  { name: 'digit', pattern: /^(\d{1,2})[.．、](?!\d)/, inline: false },
  { name: 'digit-bracketed', pattern: /^[（(](\d{1,2})[）)]/, inline: false },
  { name: 'nth-line', pattern: /^第([一二三四五六七八九十]{1,3})(?:个|条|项|方面|点)?[^，,。；;：:]{0,6}[，,：:、]/, inline: false },
  { name: 'is-line', pattern: /^([一二三四五六七八九十]{1,3})是/, inline: false },
  { name: 'circled', pattern: /([①②③④⑤⑥⑦⑧⑨⑩])/g, inline: true },
  { name: 'is', pattern: /(?:^|[。；;：:，,\n])\s*([一二三四五六七八九十]{1,3})(?:是|则)/g, inline: true },
  { name: 'nth', pattern: /(?:^|[。；;：:\n])\s*第([一二三四五六七八九十]{1,3})[，,、个条项]/g, inline: true },
  { name: 'bracketed-inline', pattern: /(?:^|[。；;：:\n])\s*[（(]([一二三四五六七八九十]|\d{1,2})[）)]/g, inline: true },
  { name: 'words', pattern: /(?:^|[。；;：:\n])\s*(首先|其次|再次|最后)[，,是]/g, inline: true },
];

/** Value of 一 … 九十九, of digits, of ① … ⑩ and of 首先, 其次, 再次, 最后; 0 for anything else. */
export function ordinalOf(mark: string): number {
  if (/^\d+$/.test(mark)) return Number(mark);
  if (CIRCLED.includes(mark)) return CIRCLED.indexOf(mark) + 1;
  if (ORDER_WORDS.includes(mark)) return ORDER_WORDS.indexOf(mark) + 1;
  const ten = mark.indexOf('十');
  if (ten < 0) return CHINESE.indexOf(mark) + 1;
  const tens = ten === 0 ? 1 : CHINESE.indexOf(mark[0]!) + 1;
  return tens * 10 + (ten === mark.length - 1 ? 0 : CHINESE.indexOf(mark[mark.length - 1]!) + 1);
}

/** Numbered items of a text by its outermost numbering that starts at one; a text without numbering gives its paragraphs, less those that only lead in (ending in a colon). (R-E2) */
export function items(text: string): Item[] {
  return numberedItems(text) ?? unnumbered(paragraphs(text).filter((paragraph) => !/[：:]$/.test(paragraph.text)));
}

/** As `items`, but a text without numbering gives its sentences, cut at semicolons too: what a reader can tell apart there. */
export function statements(text: string): Item[] {
  return numberedItems(text) ?? unnumbered(sentences(text).flatMap(clauses));
}

function clauses(sentence: Span): Span[] {
  let at = sentence.start;
  return (sentence.text.match(/[^；;]*[；;]|[^；;]+/g) ?? []).map((part) => {
    const start = at;
    at += part.length;
    return { text: part, start, end: at };
  });
}

function unnumbered(spans: readonly Span[]): Item[] {
  return spans.map((span, index) => ({ ...span, ordinal: index + 1, body: span.text }));
}

function numberedItems(text: string): Item[] | null {
  for (const style of STYLES) {
    const marks = style.inline ? inlineMarks(text, style.pattern) : lineMarks(text, style.pattern);
    const first = marks[0];
    if (first === undefined || first.ordinal !== 1 || marks.length < 2) continue;
    return cut(text, marks);
  }
  return null;
}

type Mark = { readonly at: number; readonly length: number; readonly ordinal: number };

function lineMarks(text: string, pattern: RegExp): Mark[] {
  return paragraphs(text).flatMap((paragraph) => {
    const match = pattern.exec(paragraph.text);
    return match ? [{ at: paragraph.start, length: match[0].length, ordinal: ordinalOf(match[1]!) }] : [];
  });
}

function inlineMarks(text: string, pattern: RegExp): Mark[] {
  return [...text.matchAll(pattern)].map((match) => {
    const mark = match[0].replace(LEAD, '');
    return { at: match.index + match[0].length - mark.length, length: mark.length, ordinal: ordinalOf(match[1]!) };
  });
}

function cut(text: string, marks: readonly Mark[]): Item[] {
  return marks.map((mark, index) => {
    const next = marks[index + 1];
    const raw = text.slice(mark.at, next?.at ?? text.length);
    const whole = raw.trimEnd();
    return { text: whole, start: mark.at, end: mark.at + whole.length, ordinal: mark.ordinal, body: whole.slice(mark.length) };
  });
}
