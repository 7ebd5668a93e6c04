import type { ReportText } from './model.ts';

/*
 * Word sorts every character into an East Asian or another run (ECMA-376 part 1, 17.3.2.26) and reports
 * 字数 = East Asian characters + words of other script. In a Chinese document the doubtful ones (quotation marks, dashes,
 * ellipses, ×, °, ·, arrows, shapes) lie in East Asian runs and count one each.
 */
const EAST_ASIAN = new RegExp(
  '[\\u00a1\\u00a4\\u00a7\\u00a8\\u00aa\\u00af-\\u00b4\\u00b6-\\u00ba\\u00bc-\\u00bf\\u00d7\\u00f7' +
    '\\u1100-\\u11ff\\u2010-\\u2027\\u2030-\\u205e\\u2070-\\u2bff\\u2e80-\\u2fff\\u3001-\\u4dbf\\u4dc0-\\u9fff\\ua000-\\ua4cf\\ua960-\\ua97f\\uac00-\\ud7ff' +
    '\\ue000-\\uf8ff\\uf900-\\ufaff\\ufe30-\\ufe6f\\uff01-\\uffef\\u{10000}-\\u{1faff}\\u{20000}-\\u{3ffff}]',
  'u',
);
const SPACE = /\s/u;
// joiners, selectors and combining marks belong to the character before them
const IGNORED = /[\u200b-\u200f\u2060-\u2064\u{fe00}-\u{fe0f}\u{feff}\u{1f3fb}-\u{1f3ff}\u{e0100}-\u{e01ef}]|\p{Mn}/u;
const LATIN = /[\p{Script=Latin}0-9]/u;
const APOSTROPHE = '\u2019';

/**
 * Word's 字数: every East Asian character and full-width mark is one, every unbroken run of anything else (letters, digits,
 * half-width marks) is one, spaces and line breaks are nothing. Linear in the length of the text. (R-E2)
 */
export function wordCount(text: string): number {
  let count = 0;
  let inRun = false;
  let previous = '';
  const chars = [...text];
  for (let i = 0; i < chars.length; i += 1) {
    const char = chars[i]!;
    if (IGNORED.test(char)) continue;
    const apostrophe = char === APOSTROPHE && LATIN.test(previous) && LATIN.test(chars[i + 1] ?? '');
    previous = char;
    if (SPACE.test(char)) inRun = false;
    else if (!apostrophe && EAST_ASIAN.test(char)) {
      count += 1;
      inRun = false;
    } else if (!inRun) {
      count += 1;
      inRun = true;
    }
  }
  return count;
}

/** 字数 of a report: the sum over the texts of its sections; headings are not the writer's and do not count. */
export function reportWordCount(report: ReportText): number {
  return report.sections.reduce((sum, section) => sum + wordCount(section.text), 0);
}
