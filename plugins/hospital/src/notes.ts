import { figureNotes, type FigureSource, type Scheme } from '@shuping/plugin-sdk';
import { t } from './text.ts';

const FIGURES: readonly FigureSource[] = [
  ['base', 'S34; S44', ['score/nodes/base']],
  ['onsite', 'S32; S54', ['score/nodes/onsite']],
  ['inner', 'S35; S32', ['score/nodes/tally_leaders', 'score/nodes/tally_functional', 'score/nodes/tally_staff']],
  ['outer', 'S54', ['score/nodes/tally_patients', 'scales/service']],
  ['scale', 'S54', ['scales/four']],
  ['routine', 'S35; S34', ['score/nodes/routine']],
  ['entered', 'S32; S44', ['score/nodes/research', 'score/nodes/comment_mark']],
  ['bonus', 'S37; S35; S04', ['questions/b_honour/points', 'questions/b_stage/points', 'score/nodes/bonus']],
  ['deduction', 'S37; S35; S04', ['questions/d_stage/points', 'questions/d_complaint/points', 'questions/d_notice/points']],
  ['rounding', 'R23', ['score/digits', 'score/nodes/composite']],
  ['bands', 'S35; S24', ['grading/bands']],
  ['cap', 'S35', ['grading/quotas/hao-cap']],
  ['gate', 'R40 (S42)', ['grading/gates/gate-onsite']],
  ['veto', 'S41', ['grading/vetoes/veto-ethics']],
  ['report', 'S30; S09', ['report/checks/length', 'report/checks/achievement_share']],
  ['run', 'SRC1 3(2)', ['report/checks/business_for_duty']],
  ['published', 'S28; S53', ['report/publishedDays']],
  ['publicity', 'S53', ['publicity', 'appeal']],
  ['tolerance', 'SRC4', ['tolerance']],
  ['minutes', 'S35', ['meeting/minutes']],
  ['quorum', 'S47; S53', ['meeting/quorum']],
  ['heads', 'R-F3; S20', ['groups']],
  ['vetting', 'S50; SRC0', ['vetting']],
  ['months', 'S59', ['minMonthsInPost']],
  ['talk', 'SRC2; SRC4; S28', ['results/talk', 'results/rectify']],
  ['train', 'SRC3', ['results/train', 'rectification/days']],
  ['list', 'S28', ['rectification/listWithinDays']],
  ['circular', 'SRC3', ['rectification/circularEveryDays', 'rectification/spotCheckShare']],
  ['calendar', 'S35', ['calendar']],
];

const figures = figureNotes(t, FIGURES);

const note = (id: string, source: string, about: string): Scheme['notes'][number] => ({ id, about, text: t(`note.${id.slice(2)}`), source });

/** Where each figure comes from, and three decisions of principle. */
export const notes: Scheme['notes'] = [
  ...figures.notes,
  note('n-electorate', 'R09; S35', 'groups'),
  note('n-rotation', 'S35; R02', 'meeting/mode'),
  note('n-absence', 'R34', 'score/nodes/base/inputs'),
];

export const sources = figures.sources;
