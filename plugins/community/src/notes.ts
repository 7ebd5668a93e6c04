import { figureNotes, type FigureSource, type Scheme } from '@shuping/plugin-sdk';
import { t } from './text.ts';

const FIGURES: readonly FigureSource[] = [
  ['base', 'S23; S14; own proposal', ['score/nodes/base']],
  ['onsite', 'S23; S22; own proposal', ['score/nodes/onsite']],
  ['mass', 'S23; own proposal', ['score/nodes/mass']],
  ['inner', 'S14; own proposal', ['score/nodes/tally_leaders', 'score/nodes/tally_offices']],
  ['outer', 'own proposal', ['score/nodes/tally_residents', 'score/nodes/tally_partners', 'score/nodes/tally_grid_workers']],
  ['four', 'S54', ['scales/four']],
  ['content', 'S54', ['scales/content']],
  ['quarterly', 'S14; own proposal', ['score/nodes/quarterly']],
  ['items', 'S14; own proposal', ['score/nodes/q1', 'score/nodes/q2', 'score/nodes/q3', 'score/nodes/q4']],
  ['visit', 'S23; S44', ['score/nodes/visit']],
  ['bonus', 'S37; S14; own proposal', ['questions/b_honour/points', 'questions/b_innovation/points', 'score/nodes/bonus']],
  ['deduction', 'S37; S04', ['questions/d_appeal/points', 'questions/d_notice/points']],
  ['rounding', 'R23', ['score/digits', 'score/nodes/composite']],
  ['bands', 'S52; S35; S24', ['grading/bands']],
  ['cap', 'S24; R-G3', ['grading/quotas/hao-cap']],
  ['gate', 'R40 (S42)', ['grading/gates/gate-mass']],
  ['quarter', 'S41; own proposal', ['grading/gates/gate-quarter']],
  ['floor', 'S24', ['grading/gates/gate-floor']],
  ['veto', 'S41; S18', ['grading/vetoes/veto-discipline', 'grading/vetoes/veto-fault']],
  ['recall', 'S24', ['grading/vetoes/veto-recall']],
  ['report', 'S30; SRC1; own proposal', ['report/checks/length']],
  ['share', 'SRC1 3(2)', ['report/checks/achievement_share']],
  ['run', 'SRC1 3(2); own proposal', ['report/checks/business_for_duty']],
  ['published', 'S28; S53', ['report/publishedDays']],
  ['publicity', 'S53', ['publicity', 'appeal']],
  ['tolerance', 'SRC4', ['tolerance']],
  ['minutes', 'R48; own proposal', ['meeting/minutes']],
  ['quorum', 'S47; S53', ['meeting/quorum']],
  ['heads', 'R-F3; S20; S22', ['groups']],
  ['vetting', 'S08; S50; own proposal', ['vetting']],
  ['months', 'S60; own proposal', ['minMonthsInPost']],
  ['talk', 'SRC2; SRC4; S13; S28', ['results/talk', 'results/rectify', 'results/pay']],
  ['memory', 'R54 (S19; S24); SRC2; S18; S47', ['results/again', 'results/adjust', 'results/talk_last', 'grading/marks']],
  ['pairing', 'S60; SRC3', ['results/pairing']],
  ['days', 'SRC2; SRC3; own proposal', ['rectification/days']],
  ['list', 'S28', ['rectification/listWithinDays']],
  ['circular', 'SRC3; own proposal', ['rectification/circularEveryDays', 'rectification/spotCheckShare']],
  ['calendar', 'S22; S14; S02', ['calendar']],
];

const figures = figureNotes(t, FIGURES);

const note = (id: string, source: string, about: string): Scheme['notes'][number] => ({ id: `n-${id}`, about, text: t(`note.${id}`), source });

/** Where each figure comes from, and decisions of principle. */
export const notes: Scheme['notes'] = [
  ...figures.notes,
  note('electorate', 'R09; R11; S22', 'groups'),
  note('absence', 'R34', 'score/nodes/base/inputs'),
  note('stars', 'S13; S14', 'results/pay'),
];

export const sources = figures.sources;
