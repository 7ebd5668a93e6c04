import type { BallotFormSheet, ClassForm } from '@shuping/ballot-box/client';

type Subject = BallotFormSheet['subjects'][number];
export type Item = ClassForm['items'][number];
export type Marks = Record<string, Record<string, string | null>>;
/** One ballot: those on it and what is asked about them. */
export type Sheet = { readonly round: string; readonly class: string; readonly subjects: readonly Subject[]; readonly form: ClassForm };
/** All ballots that one voter fills in together; each is cast by itself. */
export type Page = { readonly title: string; readonly named: boolean; readonly sheets: readonly Sheet[] };
export type Person = Subject & { readonly form: ClassForm };
/** What the server says of all open sheets, alike for everybody. */
export type OpenSheets = { title: string; named: boolean; forms: ClassForm[]; sheets: { round: string; subjects: Subject[]; classes: Record<string, number> }[] };

/** More people than this stand in one list. */
const FEW = 15;

/** The sheets for which there is a ticket; null when one of them is not there yet. */
export function pageOf({ title, named, forms, sheets }: OpenSheets, rounds: readonly string[], classIn: (round: string) => string): Page | null {
  const own = rounds.flatMap((round) => {
    const sheet = sheets.find((one) => one.round === round);
    const form = forms[sheet?.classes[classIn(round)] ?? -1];
    return sheet && form ? [{ round, class: classIn(round), subjects: sheet.subjects, form }] : [];
  });
  return own.length === rounds.length ? { title, named, sheets: own } : null;
}

/** People by what is asked about them, in the order of the sheets. */
export function partsOf({ sheets }: Page): { readonly form: ClassForm; readonly people: Person[] }[] {
  const parts = new Map<string, { form: ClassForm; people: Person[] }>();
  for (const { form, subjects } of sheets) {
    const key = JSON.stringify([form.items, form.remarks]);
    const part = parts.get(key) ?? { form, people: [] };
    part.people.push(...subjects.map((one) => ({ ...one, form })));
    parts.set(key, part);
  }
  return [...parts.values()];
}

export const isList = ({ sheets }: Page): boolean => sheets.length > 1 || sheets.some((one) => one.subjects.length > FEW);

/** Those who still lack a mark. */
export function missingIn({ sheets }: Page, marks: Marks): string[] {
  return sheets.flatMap(({ form, subjects }) => subjects.filter((s) => form.items.some((i) => marks[s.id]?.[i.id] === undefined)).map((s) => s.id));
}

/** The item that stands for a person at a glance: the first that must be marked. */
export const mainItem = ({ items }: ClassForm): Item => items.find((item) => item.required) ?? items[0]!;
