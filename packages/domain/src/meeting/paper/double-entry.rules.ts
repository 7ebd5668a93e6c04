import { err, ok, type Problem, type Result } from '@shuping/kernel';

/** Two marks (or one that cannot be read as one) where one is allowed: neither a blank nor an option. */
export const TWO_MARKS = '!';
/** Option, `TWO_MARKS`, or null for a blank. */
export type PaperMark = string | null;
/** Subject → item → mark. */
export type PaperSheet = Readonly<Record<string, Readonly<Record<string, PaperMark>>>>;
/** A question of one sheet; `sheet` counts from 1 in the order in which the batch lies on the table and says nothing beyond it. */
export type PaperPlace = { readonly sheet: number; readonly subject: string; readonly item: string };
export type PaperDecision = PaperPlace & { readonly mark: PaperMark };
export type PaperDifference = PaperPlace & { readonly first: PaperMark; readonly second: PaperMark };
/** Who typed or looked, and the entry in which the marks stand. */
export type PaperHand = { readonly accountId: string; readonly name: string; readonly entry: string };
export type PaperBatchState = { readonly first: PaperHand | null; readonly second: PaperHand | null; readonly look: PaperHand | null; readonly settledBy: readonly string[]; readonly counted: boolean };

export type PaperStep = 'first' | 'second' | 'look' | 'counted';

/** What a batch waits for. */
export function stepOf(batch: Pick<PaperBatchState, 'first' | 'second' | 'counted'>): PaperStep {
  if (batch.counted) return 'counted';
  if (batch.first === null) return 'first';
  return batch.second === null ? 'second' : 'look';
}

/** Which entry this person may type now. Errors: `paper.same-person` (double entry takes two accounts), `paper.typed-already`. */
export function mayType(batch: PaperBatchState, accountId: string): Result<'first' | 'second', Problem> {
  const step = stepOf(batch);
  if (step !== 'first' && step !== 'second') return err({ code: 'paper.typed-already' });
  return step === 'second' && batch.first!.accountId === accountId ? err({ code: 'paper.same-person' }) : ok(step);
}

/** Where a remark in words stands among the marks of a subject; it may be missing. */
export const PAPER_REMARK = '~';

/** Remarks as they are compared and kept: blanks counted once, nothing where there is nothing. */
export function tidySheets(sheets: readonly PaperSheet[]): PaperSheet[] {
  return sheets.map((sheet) => Object.fromEntries(Object.entries(sheet).map(([subject, { [PAPER_REMARK]: remark, ...marks }]) => {
    const text = (remark ?? '').normalize('NFC').replace(/\s+/g, ' ').trim();
    return [subject, text === '' ? marks : { ...marks, [PAPER_REMARK]: text }];
  })));
}

/** The difference list: every question of every sheet on which two entries of a batch disagree, and every remark in words that is not the same in both. Both have the same sheets and questions. */
export function differencesOf(first: readonly PaperSheet[], second: readonly PaperSheet[]): PaperDifference[] {
  return first.flatMap((sheet, at) => Object.entries(sheet).flatMap(([subject, marks]) => {
    const others = second[at]![subject]!;
    return [...new Set([...Object.keys(marks), ...Object.keys(others)])].flatMap((item): PaperDifference[] => {
      const [one, other] = [marks[item] ?? null, others[item] ?? null];
      return one === other ? [] : [{ sheet: at + 1, subject, item, first: one, second: other }];
    });
  }));
}

const placeOf = ({ sheet, subject, item }: PaperPlace): string => `${sheet}/${subject}/${item}`;

/** True when the decisions answer exactly these places, each once. */
export function answersAll(places: readonly PaperPlace[], decisions: readonly PaperPlace[]): boolean {
  const wanted = new Set(places.map(placeOf));
  const given = new Set(decisions.map(placeOf));
  return given.size === decisions.length && given.size === wanted.size && [...given].every((one) => wanted.has(one));
}

/** Sheets with the decided marks in their places; a remark decided to be none is gone. */
export function decided(sheets: readonly PaperSheet[], decisions: readonly PaperDecision[]): PaperSheet[] {
  const marks = new Map(decisions.map((one) => [placeOf(one), one.mark]));
  return tidySheets(sheets.map((sheet, at) => Object.fromEntries(Object.entries(sheet).map(([subject, items]) => [subject, Object.fromEntries([...new Set([...Object.keys(items), PAPER_REMARK])].map((item) => {
    const place = placeOf({ sheet: at + 1, subject, item });
    return [item, marks.has(place) ? marks.get(place)! : (items[item] ?? null)];
  }))]))));
}
