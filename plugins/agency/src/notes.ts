import { figureNotes } from '@shuping/plugin-sdk';
import { t } from './text.ts';

const figures = figureNotes(t, [
  ['base', 'S40; S28; own proposal', ['score/nodes/base']],
  ['quarters', 'S41; own proposal', ['score/nodes/quarters', 'score/nodes/best_quarter']],
  ['entered', 'S44', ['score/nodes/quarter1', 'score/nodes/quarter2', 'score/nodes/quarter3', 'score/nodes/quarter4']],
  ['log', 'S40', ['score/nodes/log']],
  ['onsite', 'S44', ['score/nodes/onsite']],
  ['measures', 'S44', ['score/nodes/tally_leaders', 'score/nodes/tally_staff', 'score/nodes/tally_team', 'scales']],
  ['bonus', 'S40; S37', ['questions/b_praise/points', 'questions/b_visit/points', 'score/nodes/bonus']],
  ['deduction', 'S40; S37', ['questions/d_failure/points', 'questions/d_lists/points', 'questions/d_account/points', 'questions/d_leave/points']],
  ['rounding', 'R23; S40', ['score/digits', 'score/nodes/composite']],
  ['bands', 'S52; S35; S24', ['grading/bands']],
  ['cap', 'R-G3; own proposal', ['grading/quotas/hao-cap']],
  ['gate', 'S41; R40 (S42); own proposal', ['grading/gates']],
  ['veto', 'S43; S41', ['grading/vetoes']],
  ['report', 'SRC1 3(2)', ['report/checks/length', 'report/checks/achievement_share']],
  ['run', 'SRC1 3(2); own proposal', ['report/checks/business_for_duty']],
  ['published', 'SRC1 3(3); S53', ['report/publishedDays']],
  ['publicity', 'S53', ['publicity', 'appeal']],
  ['tolerance', 'SRC4', ['tolerance']],
  ['minutes', 'R48; own proposal', ['meeting/minutes']],
  ['quorum', 'S47; S53', ['meeting/quorum']],
  ['heads', 'R-F3; S20', ['groups']],
  ['vetting', 'S40; S50', ['vetting']],
  ['months', 'own proposal', ['minMonthsInPost']],
  ['talk', 'SRC2; SRC4; S28', ['results/talk', 'results/lists', 'results/upward']],
  ['train', 'SRC3; own proposal', ['results/train', 'rectification/days']],
  ['list', 'S28', ['rectification/listWithinDays']],
  ['circular', 'SRC1 3(6); SRC3; own proposal', ['rectification/circularEveryDays', 'rectification/spotCheckShare']],
  ['calendar', 'S40; own proposal', ['calendar']],
]);

/** Where each figure comes from, and four decisions of principle. */
export const notes = [
  ...figures.notes,
  ...figureNotes(t, [
    ['articles', 'S40; R-B8', ['questions']],
    ['lists', 'S40; R59', ['report/sections']],
    ['written', 'S57; R02', ['meeting/mode']],
    ['absence', 'R34', ['score/nodes/base/inputs']],
  ]).notes,
];
export const { sources } = figures;
