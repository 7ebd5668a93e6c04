import { figureNotes, type FigureSource, type Scheme } from '@shuping/plugin-sdk';
import { t } from './text.ts';

const FIGURES: readonly FigureSource[] = [
  ['base', 'S05', ['score/nodes/base']],
  ['debrief', 'S03; S05', ['score/nodes/debrief']],
  ['onsite', 'S32', ['score/nodes/onsite']],
  ['inner', 'S38; own proposal', ['score/nodes/tally_town_leaders', 'score/nodes/tally_town_units']],
  ['outer', 'own proposal', ['score/nodes/tally_delegates']],
  ['four', 'S44; S54', ['scales/four']],
  ['content', 'S54', ['scales/content']],
  ['routine', 'S12; S34; own proposal', ['score/nodes/routine']],
  ['verification', 'S05; S44', ['score/nodes/verification']],
  ['village_meeting', 'S20; S05', ['score/nodes/village_meeting']],
  ['bonus', 'S37; S14; own proposal', ['questions/b_honour/points', 'questions/b_income/points', 'score/nodes/bonus']],
  ['deduction', 'S37; S40; S04', ['questions/d_open/points', 'questions/d_income/points', 'questions/d_notice/points']],
  ['rounding', 'R23', ['score/digits', 'score/nodes/composite']],
  ['bands', 'S52; S35; S24', ['grading/bands']],
  ['cap', 'S51', ['grading/quotas/hao-cap']],
  ['floor', 'S51; own proposal', ['grading/quotas/low-floor']],
  ['gate', 'R40 (S42)', ['grading/gates/gate-village']],
  ['veto', 'S41', ['grading/vetoes/veto-discipline', 'grading/vetoes/veto-funds']],
  ['report', 'S30; SRC1; own proposal', ['report/checks/length']],
  ['share', 'S09', ['report/checks/achievement_share']],
  ['run', 'SRC1 3(2); own proposal', ['report/checks/business_for_duty']],
  ['published', 'S28; S53', ['report/publishedDays']],
  ['publicity', 'S53; S12', ['publicity', 'appeal']],
  ['tolerance', 'SRC4', ['tolerance']],
  ['minutes', 'S28', ['meeting/minutes']],
  ['quorum', 'S47; S53', ['meeting/quorum']],
  ['heads', 'R-F3; S20', ['groups']],
  ['vetting', 'S08; S50; own proposal', ['vetting']],
  ['months', 'S10; S60; own proposal', ['minMonthsInPost']],
  ['talk', 'SRC2; SRC4; S28', ['results/talk', 'results/rectify', 'results/star']],
  ['memory', 'R54 (S19; S24); SRC2; S18; S47', ['results/again', 'results/adjust', 'results/talk_last', 'grading/marks']],
  ['pairing', 'S60; SRC3', ['results/pairing']],
  ['days', 'SRC3; own proposal', ['rectification/days']],
  ['list', 'S07; S28', ['rectification/listWithinDays']],
  ['circular', 'SRC3; own proposal', ['rectification/circularEveryDays', 'rectification/spotCheckShare']],
  ['calendar', 'S08; S20; S05', ['calendar']],
];

const figures = figureNotes(t, FIGURES);

const note = (id: string, source: string, about: string): Scheme['notes'][number] => ({ id: `n-${id}`, about, text: t(`note.${id}`), source });

/** Where each figure comes from, and decisions of principle. */
export const notes: Scheme['notes'] = [
  ...figures.notes,
  note('electorate', 'S05; S07; R09', 'groups'),
  note('absence', 'R34', 'score/nodes/base/inputs'),
  note('star', 'S10; S11; S13', 'results/star'),
];

export const sources = figures.sources;
