import type { Scheme } from '../model/scheme.ts';
import { type Finding, finding } from './context.ts';
import { nodeBoundFindings } from './nodes.ts';

/** Figures within their own meaning: scheme.bounds-crossed (min above max), scheme.share-range (a share outside 0..1), scheme.size-negative (points or caps are sizes), and what `nodeBoundFindings` says of score nodes. */
export function boundFindings(scheme: Scheme): Finding[] {
  const out: Finding[] = [];
  const ordered = (path: string, min: number | undefined, max: number | undefined): void => {
    if (min !== undefined && max !== undefined && min > max) out.push(finding('scheme.bounds-crossed', path, { min, max }));
  };
  const share = (path: string, value: number): void => {
    if (value < 0 || value > 1) out.push(finding('scheme.share-range', path, { value }));
  };
  const size = (path: string, value: number | undefined): void => {
    if (value !== undefined && value < 0) out.push(finding('scheme.size-negative', path, { value }));
  };
  for (const q of scheme.questions) {
    ordered(`questions/${q.id}/points`, q.points?.min, q.points?.max);
    size(`questions/${q.id}/points/min`, q.points?.min);
  }
  out.push(...nodeBoundFindings(scheme));
  share('meeting/quorum', scheme.meeting.quorum);
  share('rectification/spotCheckShare', scheme.rectification.spotCheckShare);
  for (const quota of scheme.grading.quotas) share(`grading/quotas/${quota.id}/share`, quota.share);
  return out;
}
