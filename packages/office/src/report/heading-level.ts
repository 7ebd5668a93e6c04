export type HeadingLevel = 0 | 1 | 2 | 3;

/** Style ids that our own writer puts into a report: they decide alone, whatever the words look like. */
export const REPORT_STYLES = { title: 'ShupingTitle', author: 'ShupingAuthor', h1: 'ShupingH1', h2: 'ShupingH2', h3: 'ShupingH3', body: 'ShupingBody' } as const;

const OWN_LEVELS: Readonly<Record<string, HeadingLevel>> = {
  [REPORT_STYLES.title]: 0,
  [REPORT_STYLES.author]: 0,
  [REPORT_STYLES.h1]: 1,
  [REPORT_STYLES.h2]: 2,
  [REPORT_STYLES.h3]: 3,
  [REPORT_STYLES.body]: 0,
};

/** A numbered line longer than this (characters) is a paragraph, not a heading. */
const LONGEST_HEADING = 50;

const NUMBERINGS: readonly (readonly [HeadingLevel, RegExp])[] = [
  [1, /^[一二三四五六七八九十百]{1,3}\s*[、．.]\s*/],
  [1, /^第[一二三四五六七八九十]{1,3}(部分|章|篇)[、：:\s]*/],
  [2, /^[（(]\s*[一二三四五六七八九十百]{1,3}\s*[）)][、\s]*/],
  [3, /^\d{1,2}\s*[.．、](?!\d)\s*/],
];

/** Level by paragraph style: our own ids, `heading n`, `标题 n`; null when the style says nothing. */
export function levelOfStyle(styleId?: string, styleName?: string): HeadingLevel | null {
  const own = styleId === undefined ? undefined : OWN_LEVELS[styleId];
  if (own !== undefined) return own;
  const hit = /^(?:heading|标题)\s*([1-9])$/i.exec(styleName ?? styleId ?? '')?.[1];
  return hit === undefined ? null : (Math.min(3, Number(hit)) as HeadingLevel);
}

/** Level by numbering 一、 → 1, （一） → 2, 1. → 3; 0 for anything long or ending like a sentence. */
export function levelOfNumbering(text: string): HeadingLevel {
  const line = text.trim();
  if ([...line].length > LONGEST_HEADING || /[。；;，,]$/.test(line) || /\n/.test(line)) return 0;
  return numberingOf(line)?.level ?? 0;
}

/** Leading number of a line and the words after it; null when there is none. */
export function numberingOf(line: string): { level: HeadingLevel; words: string } | null {
  for (const [level, pattern] of NUMBERINGS) {
    const hit = pattern.exec(line);
    if (hit) return { level, words: line.slice(hit[0].length) };
  }
  return null;
}
