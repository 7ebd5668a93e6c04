import type { NodeOf, Scheme } from '@shuping/scheme';

/** Nodes whose figures somebody enters. */
export type EnteredNode = NodeOf<'officer_input'> | NodeOf<'external'> | NodeOf<'indicator_sheet'>;
export type EventQuestion = Scheme['questions'][number] & { readonly kind: 'bonus' | 'deduction' | 'veto' };

export function enteredNodes(scheme: Scheme): EnteredNode[] {
  return scheme.score.nodes.filter((node): node is EnteredNode => node.kind === 'officer_input' || node.kind === 'external' || node.kind === 'indicator_sheet');
}

export function eventQuestions(scheme: Scheme): EventQuestion[] {
  return scheme.questions.filter((question): question is EventQuestion => question.kind === 'bonus' || question.kind === 'deduction' || question.kind === 'veto');
}

/** Who records an event; the host's office where the scheme names nobody. */
export function ownerOf(question: EventQuestion): string {
  return question.owner ?? 'host_officer';
}

/** Least and most of a figure; a sheet's cell is the deduction of one item. */
export function boundsOf(node: EnteredNode, item: string): { min: number; max: number; evidence: 'none' | 'optional' | 'required'; wholeOnly: boolean } | null {
  if (node.kind !== 'indicator_sheet') return item === '' ? { min: node.min, max: node.max, evidence: node.kind === 'officer_input' ? node.evidence : 'optional', wholeOnly: false } : null;
  const one = node.items.find((entry) => entry.id === item);
  return one ? { min: 0, max: one.max, evidence: 'optional', wholeOnly: one.deduction === 'all_or_nothing' } : null;
}
