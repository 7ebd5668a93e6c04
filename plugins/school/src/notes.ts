import { figureNotes, type FigureSource, type Scheme } from '@shuping/plugin-sdk';
import { t } from './text.ts';

const FIGURES: readonly FigureSource[] = [
  ['base', 'SRC1 3(4); S05; S28; S44', ['score/nodes/base']],
  ['onsite', 'S32', ['score/nodes/onsite']],
  ['ballot', 'S28; S38', ['score/nodes/tally_leaders', 'score/nodes/tally_peers', 'score/nodes/tally_members_public']],
  ['scale', 'S44', ['scales/four']],
  ['routine', 'SRC1 2; S34', ['score/nodes/routine']],
  ['entered', 'S32; S44', ['score/nodes/research', 'score/nodes/comment_mark']],
  ['bonus', 'S37', ['questions/b_honour/points', 'score/nodes/bonus']],
  ['deduction', 'S37; S40', ['questions/d_notice/points', 'questions/d_carry/points']],
  ['rounding', 'R23', ['score/digits', 'score/nodes/composite']],
  ['bands', 'S52; S35; S24', ['grading/bands']],
  ['cap', 'R-G3; S24', ['grading/quotas/hao-cap']],
  ['gate', 'R40 (S42)', ['grading/gates/gate-onsite']],
  ['report', 'SRC1 3(2)', ['report/checks/length', 'report/checks/achievement_share']],
  ['run', 'SRC1 3(2)', ['report/checks/business_for_duty']],
  ['published', 'SRC1 3(3); S53', ['report/publishedDays']],
  ['publicity', 'S53', ['publicity', 'appeal']],
  ['tolerance', 'SRC4', ['tolerance']],
  ['minutes', 'S30', ['meeting/minutes']],
  ['quorum', 'S47; S53', ['meeting/quorum']],
  ['heads', 'R-F3; S20', ['groups']],
  ['vetting', 'S50; SRC0', ['vetting']],
  ['months', 'S59', ['minMonthsInPost']],
  ['talk', 'SRC2; SRC4; S28', ['results/talk', 'results/rectify', 'results/upward']],
  ['train', 'SRC3', ['results/train', 'rectification/days']],
  ['list', 'S28', ['rectification/listWithinDays']],
  ['circular', 'SRC1 3(6); SRC3', ['rectification/circularEveryDays', 'rectification/spotCheckShare']],
  ['calendar', 'SRC1 1; S30', ['calendar']],
];

const figures = figureNotes(t, FIGURES);

const note = (id: string, source: string, about: string): Scheme['notes'][number] => ({ id, about, text: t(`note.${id.slice(2)}`), source });

/** Where each figure comes from, and two decisions of principle. */
export const notes: Scheme['notes'] = [
  ...figures.notes,
  note('n-electorate', 'R09; R15', 'groups'),
  note('n-absence', 'R34', 'score/nodes/base/inputs'),
];

export const sources = figures.sources;
