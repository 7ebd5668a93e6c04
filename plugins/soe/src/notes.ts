import { figureNotes } from '@shuping/plugin-sdk';
import { t } from './text.ts';

const figures = figureNotes(t, [
  ['base', 'S37', ['score/nodes/base', 'score/nodes/vitality']],
  ['operating', 'S37; R26', ['score/nodes/operating']],
  ['basic', 'S37; own proposal', ['score/nodes/basic']],
  ['onsite', 'S32; own proposal', ['score/nodes/onsite']],
  ['ballot', 'S37; S38; own proposal', ['score/nodes/tally_leaders', 'score/nodes/tally_hq', 'score/nodes/tally_managers', 'score/nodes/tally_staff']],
  ['support', 'S37', ['scales/support']],
  ['scale', 'S38', ['scales/four']],
  ['superior', 'S37', ['score/nodes/superior']],
  ['bonus', 'S37; own proposal', ['questions/b_honour/points', 'questions/b_tackle/points', 'score/nodes/bonus']],
  ['deduction', 'S37', ['questions/d_notice/points', 'questions/d_breach/points']],
  ['rounding', 'R23; S37', ['score/digits', 'score/nodes/composite']],
  ['bands', 'S52; S35; S24', ['grading/bands']],
  ['cap', 'R-G3', ['grading/quotas/hao-cap']],
  ['gate', 'R40 (S42); own proposal', ['grading/gates/gate-operating', 'grading/gates/gate-basic']],
  ['veto', 'S37; S41', ['grading/vetoes/veto-discipline']],
  ['report', 'S30; SRC1 3(2)', ['report/checks/length', 'report/checks/achievement_share']],
  ['run', 'SRC1 3(2); own proposal', ['report/checks/business_for_duty']],
  ['published', 'SRC1 3(3); S53', ['report/publishedDays']],
  ['publicity', 'S53', ['publicity', 'appeal']],
  ['tolerance', 'SRC4', ['tolerance']],
  ['minutes', 'R48', ['meeting/minutes']],
  ['quorum', 'S47; S53', ['meeting/quorum']],
  ['heads', 'R-F3; S20; own proposal', ['groups']],
  ['vetting', 'SRC0; S50', ['vetting']],
  ['months', 'own proposal', ['minMonthsInPost']],
  ['talk', 'SRC2; S28', ['results/talk', 'results/rectify', 'results/upward']],
  ['train', 'SRC3; own proposal', ['results/train', 'rectification/days']],
  ['list', 'S28', ['rectification/listWithinDays']],
  ['circular', 'SRC3; own proposal', ['rectification/circularEveryDays', 'rectification/spotCheckShare']],
  ['calendar', 'own proposal', ['calendar']],
]);

/** Where each figure comes from, and three decisions of principle. */
export const notes = [
  ...figures.notes,
  ...figureNotes(t, [['electorate', 'S38; R20', ['groups']], ['absence', 'R34', ['score/nodes/base/inputs']], ['phone', 'S38', ['ballots/ballot']]]).notes,
];
export const { sources } = figures;
