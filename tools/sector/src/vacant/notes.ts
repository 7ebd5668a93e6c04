import { figureNotes } from '@shuping/plugin-sdk';
import { t } from './text.ts';

/** [note, source, paths]. Every figure is a proposal until its note says where it comes from. */
export const { notes, sources } = figureNotes(t, [
  ['weights', 'to be filled in', ['score']],
  ['scale', 'S44', ['scales']],
  ['points', 'S37', ['questions']],
  ['grading', 'to be filled in', ['grading']],
  ['report', 'to be filled in', ['report', 'publicity', 'appeal']],
  ['meeting', 'to be filled in', ['meeting', 'groups', 'vetting', 'minMonthsInPost']],
  ['after', 'to be filled in', ['results', 'rectification', 'calendar']],
]);
