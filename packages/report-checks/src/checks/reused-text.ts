import { numberParam, type CheckContext, type CheckParams, type Found, type ReportText } from '../model.ts';
import { normalised } from '../grams.ts';
import { sharedPassages, wordingOf } from '../passages.ts';
import { sentences } from '../sentences.ts';

/** Passages of at least `minChars` characters whose sentences stand to `minShare` (0..1) in the same person's last report. A sentence with words put in or left out counts when it keeps `minLikeness` (0..1) of an old one in order. Titles in 《》 do not count. R-E2. */
export function checkReusedText(report: ReportText, params: CheckParams, ctx: CheckContext): Found[] {
  if (!ctx.lastYear) return [];
  const minChars = numberParam(params, 'minChars', 30);
  return sharedPassages(report, wordingOf(ctx.lastYear), numberParam(params, 'minShare', 0.6), reworked(ctx.lastYear, numberParam(params, 'minLikeness', 0.8)))
    .filter((passage) => passage.chars >= minChars)
    .map((passage) => ({
      code: 'reused',
      params: { chars: passage.chars, percent: Math.round(passage.share * 100) },
      sectionId: passage.sectionId,
      start: passage.start,
      end: passage.end,
    }));
}

const SHORTEST = 20;
const MOST = 200;

/** Likeness (0..1) of a sentence to the nearest one of the old report, 0 below `least`; sentences that mainly list figures are the form's, not the writer's, and give 0. */
function reworked(lastYear: ReportText, least: number): (sentence: string) => number {
  const old = lastYear.sections.flatMap((section) => sentences(section.text)).map((sentence) => normalised(sentence.text)).filter((text) => text.length >= SHORTEST && text.length <= MOST);
  return (sentence) => {
    const own = normalised(sentence);
    if (own.length < SHORTEST || own.length > MOST || (sentence.match(/[0-9]+/g) ?? []).length >= 3) return 0;
    const best = Math.max(0, ...old.filter((text) => Math.abs(text.length - own.length) < own.length / 2).map((text) => (2 * common(own, text)) / (own.length + text.length)));
    return best >= least ? best : 0;
  };
}

/** Length of the longest common subsequence. */
function common(a: string, b: string): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const char of a) {
    const next = [0];
    for (let j = 1; j <= b.length; j += 1) next.push(char === b[j - 1] ? row[j - 1]! + 1 : Math.max(row[j]!, next[j - 1]!));
    row = next;
  }
  return row[b.length]!;
}
