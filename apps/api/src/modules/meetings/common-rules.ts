import type { MeetingRules } from '@shuping/scheme';

/** What schemes of several sectors ask of the meeting as a whole (R-C4): the longest speech, the highest quorum, a comment or a lot where any of them asks for it. What a round needs is asked of its own sector's rules. One scheme's rules are its own. */
export function commonRules(rules: readonly MeetingRules[]): MeetingRules {
  const [first] = rules;
  if (!first || rules.length === 1) return first!;
  const { validity: _own, rounds: _chosen, ...common } = first;
  const alike = rules.every((one) => one.rounds === first.rounds) && first.rounds !== undefined ? { rounds: first.rounds } : {};
  return {
    ...common, ...alike,
    order: rules.some((one) => one.order === 'lot') ? 'lot' : 'listed',
    mode: rules.some((one) => one.mode === 'stage') ? 'stage' : 'written',
    minutes: Math.max(...rules.map((one) => one.minutes)),
    quorum: Math.max(...rules.map((one) => one.quorum)),
    comment: rules.find((one) => one.comment.required)?.comment ?? first.comment,
  };
}
