import type { TextRef } from '@shuping/kernel';
import type { Scheme } from '@shuping/scheme';
import { WAIVABLE_KINDS } from '@shuping/scoring';
import { cellOf, enteredNodes, eventQuestions } from './entered.ts';
import type { EventRecordRecord, OfficerScoreRecord } from './routine.entity.ts';

/** A deduction of the year's record that a decision may leave out of account (R-H3): an event, or an item of a sheet. `points` is what was deducted, of cases how many. */
export type Deduction = {
  readonly kind: 'event' | 'item'; readonly eventId: string | null; readonly place: string; readonly item: string; readonly title: TextRef; readonly itemTitle: TextRef | null;
  readonly matter: string; readonly day: string | null; readonly points: string;
};

/** Deductions recorded of one assessee, in the scheme's order; vetoes, withdrawn events and entries that deduct nothing are none. */
export function deductionsOf(scheme: Scheme, scores: readonly OfficerScoreRecord[], events: readonly EventRecordRecord[]): Deduction[] {
  const questions = new Map(eventQuestions(scheme).filter((question) => question.kind === 'deduction').map((question) => [question.id, question]));
  const ofEvents = events.flatMap((row): Deduction[] => {
    const question = questions.get(row.question);
    return question && !row.withdrawn ? [{ kind: 'event', eventId: row.id, place: row.question, item: '', title: question.title, itemTitle: null, matter: row.matter, day: row.day, points: row.points }] : [];
  });
  const ofItems = enteredNodes(scheme).filter((node) => WAIVABLE_KINDS.some((kind) => kind === node.kind)).flatMap((node) => scores.flatMap((row): Deduction[] => {
    const cell = row.node === node.id ? cellOf(node, row.item) : null;
    if (!cell || (cell.as !== 'deduction' && cell.as !== 'count') || Number(row.value) <= 0) return [];
    return [{ kind: 'item', eventId: null, place: node.id, item: row.item, title: node.title, itemTitle: cell.title, matter: row.note.slice(0, 200), day: null, points: row.value }];
  }));
  return [...ofEvents, ...ofItems];
}
