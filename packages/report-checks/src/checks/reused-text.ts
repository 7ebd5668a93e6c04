import { numberParam, type CheckContext, type CheckParams, type Found, type ReportText } from '../model.ts';
import { sharedPassages, wordingOf } from '../passages.ts';

/** Passages of at least `minChars` characters whose sentences stand to `minShare` (0..1) in the same person's last report. Titles in 《》 do not count. R-E2. */
export function checkReusedText(report: ReportText, params: CheckParams, ctx: CheckContext): Found[] {
  if (!ctx.lastYear) return [];
  const minChars = numberParam(params, 'minChars', 30);
  return sharedPassages(report, wordingOf(ctx.lastYear), numberParam(params, 'minShare', 0.6))
    .filter((passage) => passage.chars >= minChars)
    .map((passage) => ({
      code: 'reused',
      params: { chars: passage.chars, percent: Math.round(passage.share * 100) },
      sectionId: passage.sectionId,
      start: passage.start,
      end: passage.end,
    }));
}
