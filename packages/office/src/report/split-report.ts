import type { DocxContent, DocxParagraph } from '../reading/docx-content.ts';
import { numberingOf, REPORT_STYLES } from './heading-level.ts';
import { similarity } from './title-similarity.ts';

export type SectionTitles = { readonly id: string; readonly titles: readonly string[] };

export type SplitReport = {
  /** Every section of the scheme, in its order; `text` is empty when the report has none. `headings` are the lines that opened it. */
  readonly sections: readonly { readonly id: string; readonly text: string; readonly headings: readonly string[] }[];
  /** Parts under no section of the scheme, in reading order; `title` is '' for what stands before the first heading. */
  readonly unmatched: readonly { readonly title: string; readonly text: string }[];
};

/** Likeness (0…1) a heading needs: a first-level heading is probably a section, a deeper or unnumbered line must be nearly the title. */
const NEEDED_FIRST_LEVEL = 0.5;
const NEEDED_ELSEWHERE = 0.85;
const LONGEST_PLAIN_HEADING = 30;
const OWN_STYLES = new Set<string>(Object.values(REPORT_STYLES));

type Part = { readonly id: string | null; readonly title: string; readonly level: number; readonly lines: string[] };

/**
 * Sorts the paragraphs of a Word file into the sections of a scheme by likeness of the headings. R-E1.
 * Nothing is lost: each paragraph is a heading, a line of a section, a title or a line under `unmatched`.
 */
export function splitReport(content: DocxContent, sections: readonly SectionTitles[]): SplitReport {
  const parts: Part[] = [{ id: null, title: '', level: 0, lines: [] }];
  const open: Part[] = [];
  for (const paragraph of content.paragraphs) {
    const opened = opens(paragraph, sections, open);
    if (opened) parts.push(opened.part);
    else (open.at(-1) ?? parts[0])?.lines.push(paragraph.text);
  }
  return collect(parts, sections);
}

/** Decides whether the paragraph begins a part; keeps `open` as the chain of parts it lies in. */
function opens(paragraph: DocxParagraph, sections: readonly SectionTitles[], open: Part[]): { part: Part } | null {
  const heading = headingOf(paragraph);
  const best = heading === null ? null : bestSection(heading.title, sections);
  const level = paragraph.level === 0 ? (heading?.level ?? 0) : paragraph.level;
  const needed = level === 1 && heading?.whole ? NEEDED_FIRST_LEVEL : NEEDED_ELSEWHERE;
  if (heading && best && best.likeness >= needed) {
    // an unnumbered line that is a title counts as first level
    return { part: enter({ id: best.id, title: heading.title, level: level === 0 ? 1 : level, lines: heading.rest === '' ? [] : [heading.rest] }, open) };
  }
  if (paragraph.level === 0) return null;
  const current = open.at(-1);
  if (paragraph.level === 1) return { part: enter({ id: null, title: paragraph.text, level: 1, lines: [] }, open) };
  // a sibling of a deeper section ends it; the text goes on in the part around
  if (current && current.level > 1 && paragraph.level <= current.level) leave(paragraph.level, open);
  return null;
}

function enter(part: Part, open: Part[]): Part {
  leave(part.level, open);
  open.push(part);
  return part;
}

function leave(level: number, open: Part[]): void {
  while (open.length > 0 && (open.at(-1)?.level ?? 0) >= level) open.pop();
}

/** What in the paragraph may be a title: the whole short line, or the words before the first stop of a numbered paragraph. */
function headingOf(paragraph: DocxParagraph): { title: string; rest: string; level: number; whole: boolean } | null {
  // in our own files only first-level headings are sections
  if (paragraph.style !== undefined && paragraph.style !== REPORT_STYLES.h1 && OWN_STYLES.has(paragraph.style)) return null;
  const { text, level } = paragraph;
  if (level > 0) return { title: text, rest: '', level, whole: true };
  if ([...text.trim()].length <= LONGEST_PLAIN_HEADING && !/[。；;，,\n\t]/.test(text)) return { title: text, rest: '', level: 0, whole: true };
  const numbered = numberingOf(text.trimStart());
  const stop = text.search(/[。：:\n]/);
  if (numbered === null || stop < 1 || stop > LONGEST_PLAIN_HEADING) return null;
  return { title: text.slice(0, stop + 1), rest: text.slice(stop + 1), level: numbered.level, whole: false };
}

function bestSection(title: string, sections: readonly SectionTitles[]): { id: string; likeness: number } | null {
  let best: { id: string; likeness: number } | null = null;
  for (const section of sections) {
    const likeness = Math.max(0, ...section.titles.map((wanted) => similarity(title, wanted)));
    if (best === null || likeness > best.likeness) best = { id: section.id, likeness };
  }
  return best;
}

function collect(parts: readonly Part[], sections: readonly SectionTitles[]): SplitReport {
  const unmatched = parts.filter((part) => part.id === null && (part.title !== '' || part.lines.length > 0));
  return {
    sections: sections.map((section) => {
      const own = parts.filter((part) => part.id === section.id);
      return { id: section.id, text: own.flatMap((part) => part.lines).join('\n'), headings: own.map((part) => part.title) };
    }),
    unmatched: unmatched.map((part) => ({ title: part.title, text: part.lines.join('\n') })),
  };
}
