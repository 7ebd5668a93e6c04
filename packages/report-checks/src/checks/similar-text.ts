import { estimate, signature } from '../minhash.ts';
import { numberParam, type CheckContext, type CheckParams, type Found, type OtherReport, type ReportText } from '../model.ts';
import { sharedPassages, wordingLength, wordingOf, type SharedPassage } from '../passages.ts';

type Match = { readonly ref: string; readonly visible: boolean; readonly percent: number; readonly longest: SharedPassage };

/**
 * Reports that share wording with this one: candidates by MinHash, then exact containment by sentences. A report counts when it shares `minShare` (0..1, default
 * 0.15) of this one or one passage of `minPassage` characters (default 120); points at the longest shared passage. A report outside the reader's scope is
 * never named: all of those together give one finding without a reference. R-E2.
 */
export function checkSimilarText(report: ReportText, params: CheckParams, ctx: CheckContext): Found[] {
  const others = ctx.others ?? [];
  if (others.length === 0) return [];
  const own = signature(wholeText(report));
  const length = wordingLength(report);
  const matches = others
    .filter((other) => others.length <= 50 || estimate(own, signature(wholeText(other.text))) >= numberParam(params, 'candidate', 0.04))
    .flatMap((other) => match(report, length, other, params));
  const named = matches.filter((item) => item.visible).map((item) => found('similar-to', { ref: item.ref, percent: item.percent }, item.longest));
  const hidden = matches.filter((item) => !item.visible).sort((a, b) => b.percent - a.percent || a.longest.start - b.longest.start)[0];
  return hidden ? [...named, found('similar-elsewhere', { percent: hidden.percent }, hidden.longest)] : named;
}

function match(report: ReportText, length: number, other: OtherReport, params: CheckParams): Match[] {
  const passages = sharedPassages(report, wordingOf(other.text), numberParam(params, 'minSentenceShare', 0.6)).filter((passage) => passage.chars >= 24);
  const longest = [...passages].sort((a, b) => b.chars - a.chars)[0];
  if (!longest) return [];
  const share = passages.reduce((sum, passage) => sum + passage.chars, 0) / length;
  if (share < numberParam(params, 'minShare', 0.15) && longest.chars < numberParam(params, 'minPassage', 120)) return [];
  return [{ ref: other.ref, visible: other.visible, percent: Math.round(share * 100), longest }];
}

function found(code: string, params: Record<string, string | number>, place: SharedPassage): Found {
  return { code, params, sectionId: place.sectionId, start: place.start, end: place.end };
}

function wholeText(report: ReportText): string {
  return report.sections.map((section) => section.text).join('\n');
}
