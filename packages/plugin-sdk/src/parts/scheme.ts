import type { Constraint, Note, Scheme, ScoreInputs } from '@shuping/scheme';

type Entry = Scheme['calendar'][number];
type Tally = ScoreInputs['tallies'][string];

const monthDay = (text: string): Entry['opens'] => {
  const [month, day] = text.replace('+', '').split('-').map(Number) as [number, number];
  return { month, day, yearOffset: text.startsWith('+') ? 1 : 0 };
};

/** One stage of a calendar: `12-31` is in the cycle's year, `+01-08` in the year after. */
export const stageOf = (id: Entry['id'], opens: string, due: string): Entry => ({ id, opens: monthDay(opens), due: monthDay(due) });

/** A lock on a number; an end that is not given stays open. */
export const rangeLock = (path: string, min?: number, max?: number): Constraint => ({
  kind: 'range', path, ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }),
});

/** Inputs of a worked example of the year 2026, empty where nothing is given. */
export const exampleInputs = (given: Partial<ScoreInputs>): ScoreInputs => ({
  facts: {}, officer: {}, sheets: {}, events: [], external: {}, tallies: {}, merged: {}, pastGrades: [], periodEnd: '2026-12-31', ...given,
});

/** Tally of a worked example in which all `heads` voted: per item the marks for each option in the scale's order; a mark beyond the options counts as left empty. */
export const exampleTally = (heads: number, items: readonly string[], options: readonly string[], marks: readonly (readonly number[])[]): Tally => ({
  due: heads, present: heads, issued: heads, returned: heads, valid: heads,
  items: Object.fromEntries(items.map((item, row) => [item, {
    options: Object.fromEntries(options.map((option, column) => [option, marks[row]![column] ?? 0])),
    blank: marks[row]![options.length] ?? 0,
  }])),
});

/** Where figures come from: [note, published source or own proposal, scheme paths of the figures it speaks for]. */
export type FigureSource = readonly [note: string, source: string, paths: readonly string[]];

/** Notes and the manifest's `sources` from one table. The note `base` has the id `n-base` and the words `<sector>.note.base`. */
export function figureNotes(t: (name: string) => { key: string }, figures: readonly FigureSource[]): { notes: Note[]; sources: Record<string, string> } {
  return {
    notes: figures.map(([id, source, paths]) => ({ id: `n-${id}`, about: paths.join(', '), text: t(`note.${id}`), source })),
    sources: Object.fromEntries(figures.flatMap(([, source, paths]) => paths.map((path) => [path, source]))),
  };
}
