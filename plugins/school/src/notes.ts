import type { Scheme } from '@shuping/plugin-sdk';
import { t } from './text.ts';

/** [note, published source, scheme paths of the figures it speaks for] */
const FIGURES: readonly (readonly [string, string, readonly string[]])[] = [
  ['n-base', 'SRC1 3(4); S05; S28; S44', ['score/nodes/base']],
  ['n-onsite', 'S32', ['score/nodes/onsite']],
  ['n-ballot', 'S28; S38', ['score/nodes/tally_leaders', 'score/nodes/tally_peers', 'score/nodes/tally_members_public']],
  ['n-scale', 'S44', ['scales/four']],
  ['n-routine', 'SRC1 2; S34', ['score/nodes/routine']],
  ['n-entered', 'S32; S44', ['score/nodes/research', 'score/nodes/comment_mark']],
  ['n-bonus', 'S37', ['questions/b_honour/points', 'score/nodes/bonus']],
  ['n-deduction', 'S37; S40', ['questions/d_notice/points', 'questions/d_carry/points']],
  ['n-rounding', 'R23', ['score/digits', 'score/nodes/composite']],
  ['n-bands', 'S52; S35; S24', ['grading/bands']],
  ['n-cap', 'R-G3; S24', ['grading/quotas/hao-cap']],
  ['n-gate', 'R40 (S42)', ['grading/gates/gate-onsite']],
  ['n-report', 'SRC1 3(2)', ['report/checks/length', 'report/checks/achievement_share']],
  ['n-run', 'SRC1 3(2)', ['report/checks/business_for_duty']],
  ['n-published', 'SRC1 3(3); S53', ['report/publishedDays']],
  ['n-publicity', 'S53', ['publicity', 'appeal']],
  ['n-minutes', 'S30', ['meeting/minutes']],
  ['n-quorum', 'S47; S53', ['meeting/quorum']],
  ['n-heads', 'R-F3; S20', ['groups']],
  ['n-vetting', 'S50; SRC0', ['vetting']],
  ['n-months', 'S59', ['minMonthsInPost']],
  ['n-talk', 'SRC2; SRC4; S28', ['results/talk', 'results/rectify', 'results/upward']],
  ['n-train', 'SRC3', ['results/train', 'rectification/days']],
  ['n-list', 'S28', ['rectification/listWithinDays']],
  ['n-circular', 'SRC1 3(6); SRC3', ['rectification/circularEveryDays', 'rectification/spotCheckShare']],
  ['n-calendar', 'SRC1 1; S30', ['calendar']],
];

const note = (id: string, source: string, about: string): Scheme['notes'][number] => ({ id, about, text: t(`note.${id.slice(2)}`), source });

/** Where each figure comes from, and two decisions of principle. */
export const notes: Scheme['notes'] = [
  ...FIGURES.map(([id, source, paths]) => note(id, source, paths.join(', '))),
  note('n-electorate', 'R09; R15', 'groups'),
  note('n-absence', 'R34', 'score/nodes/base/inputs'),
];

export const sources: Readonly<Record<string, string>> = Object.fromEntries(FIGURES.flatMap(([, source, paths]) => paths.map((path) => [path, source])));
