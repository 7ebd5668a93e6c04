import { figureNotes, type FigureSource, type Scheme } from '@shuping/plugin-sdk';
import { DEPARTMENTS } from './score.ts';
import { t } from './text.ts';

const FIGURES: readonly FigureSource[] = [
  ['base', 'S03; own proposal', ['score/nodes/base']],
  ['debrief', 'S03', ['score/nodes/debrief']],
  ['plenary', 'S32; SRC0', ['score/nodes/plenary']],
  ['ballot', 'S38; own proposal', ['score/nodes/tally_standing', 'score/nodes/tally_members_units', 'score/nodes/tally_delegates']],
  ['four', 'S44', ['scales/four']],
  ['routine', 'SRC0; S34; own proposal', ['score/nodes/routine']],
  ['departments', 'S55; S03; own proposal', ['score/nodes/departments']],
  ['entered', 'S32; S44', DEPARTMENTS.map((id) => `score/nodes/dept_${id}`)],
  ['performance', 'S03; R26', ['score/nodes/performance']],
  ['own_unit', 'S03; S02', ['score/nodes/own_unit']],
  ['bonus', 'SRC0; S37; own proposal', ['questions/b_power/points', 'questions/b_central/points', 'questions/b_service/points', 'score/nodes/bonus']],
  ['deduction', 'S37; S40; SRC4', ['questions/d_weak/points', 'questions/d_notice/points']],
  ['rounding', 'R23', ['score/digits', 'score/nodes/composite']],
  ['bands', 'S52; S35; S24', ['grading/bands']],
  ['cap', 'R-G3; S24', ['grading/quotas/hao-cap']],
  ['floor', 'S28; S30', ['grading/quotas/low-floor']],
  ['gate', 'R40 (S42)', ['grading/gates/gate-plenary']],
  ['unit', 'R40 (S31, S41); own proposal', ['grading/gates/gate-performance']],
  ['veto', 'S41; S37', ['grading/vetoes/veto-discipline', 'grading/vetoes/veto-governance']],
  ['report', 'SRC1 3(2)', ['report/checks/length', 'report/checks/achievement_share']],
  ['run', 'SRC1 3(2); own proposal', ['report/checks/business_for_duty']],
  ['published', 'S28; S53', ['report/publishedDays']],
  ['publicity', 'S53', ['publicity', 'appeal']],
  ['tolerance', 'SRC4', ['tolerance']],
  ['minutes', 'R48', ['meeting/minutes']],
  ['quorum', 'S47; S53', ['meeting/quorum']],
  ['heads', 'R-F3; S20', ['groups']],
  ['vetting', 'SRC0; S50', ['vetting']],
  ['months', 'S59; own proposal', ['minMonthsInPost']],
  ['talk', 'SRC2; SRC4; S28', ['results/talk', 'results/rectify', 'results/appointment']],
  ['memory', 'R54 (S19; S24); SRC2', ['results/again', 'results/adjust']],
  ['train', 'SRC3; own proposal', ['results/train']],
  ['days', 'S50; SRC3; own proposal', ['rectification/days']],
  ['list', 'S50; S28', ['rectification/listWithinDays']],
  ['circular', 'SRC3; own proposal', ['rectification/circularEveryDays', 'rectification/spotCheckShare']],
  ['calendar', 'S02', ['calendar']],
];

const figures = figureNotes(t, FIGURES);

const note = (id: string, source: string, about: string): Scheme['notes'][number] => ({ id: `n-${id}`, about, text: t(`note.${id}`), source });

/** Where each figure comes from, and decisions of principle. */
export const notes: Scheme['notes'] = [
  ...figures.notes,
  note('electorate', 'S03; S55; R14', 'groups'),
  note('stage', 'S57; S02', 'meeting/mode'),
  note('absence', 'R34', 'score/nodes/base/inputs'),
];

export const sources = figures.sources;
