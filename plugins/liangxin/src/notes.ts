import { figureNotes } from '@shuping/plugin-sdk';
import { t } from './text.ts';

const figures = figureNotes(t, [
  ['base', 'S25; own proposal', ['score/nodes/base']],
  ['own', 'S25; own proposal', ['score/nodes/own_forum']],
  ['five', 'S27', ['score/nodes/five_good']],
  ['panel', 'S25; own proposal', ['score/nodes/tally_panel']],
  ['rows', 'S43; own proposal', ['score/nodes/tally_members', 'score/nodes/tally_managers', 'score/nodes/tally_staff']],
  ['four', 'S44', ['scales/four']],
  ['three', 'S43; S54; own proposal', ['scales/three']],
  ['bonus', 'S37; own proposal', ['questions/b_honour/points', 'questions/b_new/points', 'score/nodes/bonus']],
  ['deduction', 'S40', ['questions/d_failure/points', 'questions/d_promise/points']],
  ['rounding', 'R23', ['score/digits', 'score/nodes/composite']],
  ['bands', 'S52; S35; S24', ['grading/bands']],
  ['cap', 'R-G3', ['grading/quotas/hao-cap']],
  ['gate', 'S27', ['grading/gates/gate-own']],
  ['veto', 'R41; S41', ['grading/vetoes/veto-conduct']],
  ['report', 'S30; SRC1 3(2)', ['report/checks/length', 'report/checks/achievement_share']],
  ['run', 'SRC1 3(2); own proposal', ['report/checks/business_for_duty']],
  ['published', 'S53', ['report/publishedDays']],
  ['publicity', 'S53', ['publicity', 'appeal']],
  ['tolerance', 'SRC4', ['tolerance']],
  ['minutes', 'S59', ['meeting/minutes']],
  ['quorum', 'S47', ['meeting/quorum']],
  ['heads', 'R-F3; own proposal', ['groups']],
  ['vetting', 'S50; own proposal', ['vetting']],
  ['months', 'S59', ['minMonthsInPost']],
  ['talk', 'SRC4; S28', ['results/talk', 'results/rectify']],
  ['help', 'SRC3; own proposal', ['results/help', 'rectification/days']],
  ['list', 'S28', ['rectification/listWithinDays']],
  ['circular', 'SRC3; own proposal', ['rectification/circularEveryDays', 'rectification/spotCheckShare']],
  ['calendar', 'S50; own proposal', ['calendar']],
]);

/** Where each figure comes from, and two decisions of principle. */
export const notes = [...figures.notes, ...figureNotes(t, [['forums', 'S25; R12', ['groups']], ['absence', 'R34', ['score/nodes/base/inputs']]]).notes];
export const { sources } = figures;
