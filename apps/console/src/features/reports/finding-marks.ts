import type { CommentOut, FindingOut } from '@shuping/contracts';
import type { Mark } from './marks.ts';

/** Stands for a finding in the page while the list stays the same. */
export function findingKey(finding: FindingOut, index: number): string {
  return `${finding.check} ${finding.code} ${finding.sectionId ?? ''} ${index}`;
}

/** Marks of a section's findings, numbered as in the list. */
export function findingMarks(findings: readonly FindingOut[], sectionId: string, picked: string | null): Mark[] {
  return findings.flatMap((finding, index) => {
    const key = findingKey(finding, index);
    return finding.sectionId === sectionId && finding.start !== undefined && finding.end !== undefined ? [{ key, no: index + 1, start: finding.start, end: finding.end, tone: finding.level, on: key === picked }] : [];
  });
}

/** Marks of a section's comments whose passage still stands. */
export function commentMarks(comments: readonly CommentOut[], sectionId: string, picked: string | null): Mark[] {
  return comments.flatMap((comment, index) => (comment.sectionId === sectionId && comment.place ? [{ key: comment.id, no: index + 1, ...comment.place, tone: 'comment' as const, on: comment.id === picked }] : []));
}
