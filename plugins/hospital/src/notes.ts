import type { Scheme } from '@shuping/plugin-sdk';
import { t } from './text.ts';

/** [note, published source, scheme paths of the figures it speaks for] */
const FIGURES: readonly (readonly [string, string, readonly string[]])[] = [
  ['n-base', 'S34; S44', ['score/nodes/base']],
  ['n-onsite', 'S32; S54', ['score/nodes/onsite']],
  ['n-inner', 'S35; S32', ['score/nodes/tally_leaders', 'score/nodes/tally_functional', 'score/nodes/tally_staff']],
  ['n-outer', 'S54', ['score/nodes/tally_patients', 'scales/service']],
  ['n-scale', 'S54', ['scales/four']],
  ['n-routine', 'S35; S34', ['score/nodes/routine']],
  ['n-entered', 'S32; S44', ['score/nodes/research', 'score/nodes/comment_mark']],
  ['n-bonus', 'S37; S35; S04', ['questions/b_honour/points', 'questions/b_stage/points', 'score/nodes/bonus']],
  ['n-deduction', 'S37; S35; S04', ['questions/d_stage/points', 'questions/d_complaint/points', 'questions/d_notice/points']],
  ['n-rounding', 'R23', ['score/digits', 'score/nodes/composite']],
  ['n-bands', 'S35; S24', ['grading/bands']],
  ['n-cap', 'S35', ['grading/quotas/hao-cap']],
  ['n-gate', 'R40 (S42)', ['grading/gates/gate-onsite']],
  ['n-veto', 'S41', ['grading/vetoes/veto-ethics']],
  ['n-report', 'S30; S09', ['report/checks/length', 'report/checks/achievement_share']],
  ['n-run', 'SRC1 3(2)', ['report/checks/business_for_duty']],
  ['n-published', 'S28; S53', ['report/publishedDays']],
  ['n-publicity', 'S53', ['publicity', 'appeal']],
  ['n-minutes', 'S35', ['meeting/minutes']],
  ['n-quorum', 'S47; S53', ['meeting/quorum']],
  ['n-heads', 'R-F3; S20', ['groups']],
  ['n-vetting', 'S50; SRC0', ['vetting']],
  ['n-months', 'S59', ['minMonthsInPost']],
  ['n-talk', 'SRC2; SRC4; S28', ['results/talk', 'results/rectify']],
  ['n-train', 'SRC3', ['results/train', 'rectification/days']],
  ['n-list', 'S28', ['rectification/listWithinDays']],
  ['n-circular', 'SRC3', ['rectification/circularEveryDays', 'rectification/spotCheckShare']],
  ['n-calendar', 'S35', ['calendar']],
];

const note = (id: string, source: string, about: string): Scheme['notes'][number] => ({ id, about, text: t(`note.${id.slice(2)}`), source });

/** Where each figure comes from, and three decisions of principle. */
export const notes: Scheme['notes'] = [
  ...FIGURES.map(([id, source, paths]) => note(id, source, paths.join(', '))),
  note('n-electorate', 'R09; S35', 'groups'),
  note('n-rotation', 'S35; R02', 'meeting/mode'),
  note('n-absence', 'R34', 'score/nodes/base/inputs'),
];

export const sources: Readonly<Record<string, string>> = Object.fromEntries(FIGURES.flatMap(([, source, paths]) => paths.map((path) => [path, source])));
