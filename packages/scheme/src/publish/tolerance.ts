import { TOLERANCE_DECIDERS } from '../model/tolerance.ts';
import type { Scheme } from '../model/scheme.ts';
import { type Finding, finding } from './context.ts';

/** Who decides may do so (scheme.tolerance-decides); what is never excused is a deduction (scheme.tolerance-never). */
export function toleranceFindings({ tolerance, questions, score }: Pick<Scheme, 'tolerance' | 'questions' | 'score'>): Finding[] {
  if (!tolerance) return [];
  const deducts = (id: string): boolean => questions.some((one) => one.id === id && one.kind === 'deduction') || score.nodes.some((node) => (node.kind === 'indicator_sheet' || node.kind === 'indicator_table') && (node.id === id || ('items' in node && node.items.some((item) => item.id === id))));
  const decides = TOLERANCE_DECIDERS.some((role) => role === tolerance.decides) ? [] : [finding('scheme.tolerance-decides', 'tolerance/decides', { role: tolerance.decides })];
  return [...decides, ...(tolerance.never ?? []).filter((id) => !deducts(id)).map((id) => finding('scheme.tolerance-never', 'tolerance/never', { id }))];
}
