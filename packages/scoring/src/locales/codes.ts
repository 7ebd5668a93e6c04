import { GRADING_SHAPE_CODES } from './grading-codes.ts';
import { ABSENCE_CODES } from '../figure.ts';
import { NODE_CODES } from './node-codes.ts';

const RULES = [
  'rule.weighted_sum', 'rule.tally.valid', 'rule.tally.returned', 'rule.tally.present', 'rule.tally.due', 'rule.officer_input', 'rule.external',
  'rule.indicator_sheet', 'rule.events.plus.highest', 'rule.events.plus.sum', 'rule.events.minus.highest', 'rule.events.minus.sum', 'rule.adjusted',
  'rule.statistic.mean', 'rule.statistic.median', 'rule.statistic.min', 'rule.statistic.max',
] as const;

const LINES = [
  'line.entered', 'line.taken_over', 'line.indicator.until_used_up', 'line.indicator.all_or_nothing', 'line.indicator_missing',
  'line.event.plus', 'line.event.minus', 'line.event.same_matter', 'line.option', 'line.blank', 'line.void', 'line.merged_in', 'line.merged_away',
] as const;

const STEPS = ['step.cap', 'step.max', 'step.min', 'step.round.half_up', 'step.round.half_even', 'step.round.down', 'step.round.up'] as const;

const ABSENCE_RULES = [
  'absence.zero', 'absence.renormalise', 'absence.hold', 'absence.fallback', 'absence.merge', 'absence.undeclared', 'absence.left_out',
] as const;

const GRADING = [
  'quota.infeasible', 'quota.principle', 'quota.unmet',
  'decision.unknown_member', 'decision.unknown_grade', 'decision.held', 'decision.twice', 'decision.veto', 'decision.reason_required',
  'decision.quota', 'decision.quota_reason_required',
  'what_if.unknown', 'what_if.weights', 'what_if.value',
  'example.score', 'example.grade', 'example.node',
] as const;

const CONTRAST = [
  'contrast.score_line.at_least', 'contrast.score_line.more_than', 'contrast.no_score_line', 'contrast.gate', 'contrast.gate_unknown',
  'contrast.veto', 'contrast.no_veto', 'contrast.quota.cap', 'contrast.quota.floor', 'contrast.quota_tie',
  'change.figure', 'change.sheet_points', 'change.sheet_item', 'change.ballots', 'change.deduction_lifted', 'change.bonus',
  'change.correction', 'change.fact', 'change.fact_is', 'change.part', 'change.period', 'change.place', 'change.table.until_used_up', 'change.table.all_or_nothing', 'change.table.share', 'change.table.per_unit',
  'change.table.levels', 'change.table.cases', 'change.tasks', 'change.bonus_level', 'change.marks',
] as const;

/** Every code that this package gives to a reader; each has words in every catalogue. */
export const SCORING_CODES = [...ABSENCE_CODES, ...NODE_CODES, ...RULES, ...LINES, ...STEPS, ...ABSENCE_RULES, ...GRADING, ...CONTRAST, ...GRADING_SHAPE_CODES] as const;
export type ScoringCode = (typeof SCORING_CODES)[number];
