/** Codes of distribution, chain, stars and the contrast's further shapes. */
export const GRADING_SHAPE_CODES = [
  'distribution.principle', 'distribution.unmet', 'decision.distribution', 'decision.distribution_reason_required',
  'chain.unknown_step', 'chain.not_its_turn', 'chain.only_confirms', 'chain.too_far',
  'contrast.ceiling', 'contrast.list', 'contrast.distribution', 'contrast.distribution_tie', 'contrast.outcome',
  'star.base', 'star.theme', 'star.theme_missed', 'star.theme_veto', 'star.seniority', 'star.gap', 'star.forfeited', 'star.award',
  'star.case_plus', 'star.case_minus', 'star.held', 'star.new_term', 'star.cap', 'star.too_short', 'star.no_grade',
] as const;
export type GradingShapeCode = (typeof GRADING_SHAPE_CODES)[number];
