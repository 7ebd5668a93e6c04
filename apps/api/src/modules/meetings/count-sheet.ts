import type { BallotFormSheet, ClassForm, MarkCounts, SealFile } from '@shuping/ballot-box';
import { Fraction, resolveText, type Catalogue, type Day } from '@shuping/kernel';
import type { OfficialDocument } from '@shuping/office';
import { COUNT_SHEET_WORDS } from './locales/count-sheet.zh-CN.ts';

export type CountSheetFacts = {
  readonly title: string;
  readonly hostName: string;
  readonly day: Day;
  readonly place: string;
  readonly scrutineers: readonly string[];
  /** one for each sector that was heard */
  readonly forms: readonly BallotFormSheet[];
  readonly file: SealFile;
};

type Block = OfficialDocument['blocks'][number];

const DASH = '—';
/** Beyond so many characters a name leaves no room to sign beside it. */
const LONG_NAME = 10;
const t = (key: keyof typeof COUNT_SHEET_WORDS, params: Readonly<Record<string, string | number>> = {}): string => resolveText({ key }, COUNT_SHEET_WORDS as Catalogue, params);
const inFours = (hex: string): string => hex.replace(/(.{4})(?=.)/g, '$1 ');

/** 计票单 of a sealed meeting: what was given out and came back, the marks on the first question for every subject, and the roots that were read out in the hall (security 2.4 step 8). Says nothing that the public file does not. */
export function countSheet(facts: CountSheetFacts): OfficialDocument {
  const { file, forms } = facts;
  const [year, month, date] = facts.day.split('-').map(Number) as [number, number, number];
  const when = t('day', { year, month, date });
  return {
    title: t('title', { meeting: facts.title }),
    blocks: [
      { kind: 'p', text: t(facts.place === '' ? 'opening' : 'opening.place', { when, place: facts.place, subjects: forms.flatMap((form) => form.subjects).length }) },
      { kind: 'h1', text: t('h.ballots') },
      ballotsTable(facts),
      ...(file.paper === undefined ? [] : [{ kind: 'p' as const, text: t('paper', { count: file.paper }) }]),
      ...(file.unlisted === undefined ? [] : [{ kind: 'p' as const, text: t('unlisted', { count: file.unlisted }) }]),
      ...Object.entries(file.merged ?? {}).map(([from, into]): Block => ({ kind: 'p', text: t('merged', { from: quoted(classTitle(forms, from)), into: quoted(classTitle(forms, into)) }) })),
      ...(file.withheld ?? []).map((id): Block => ({ kind: 'p', text: t('withheld', { group: quoted(classTitle(forms, id)) }) })),
      ...forms.flatMap((form) => form.subjects).flatMap(({ id, name }): Block[] => (file.void?.[id] ? [{ kind: 'p', text: t(file.void[id].code === 'vote.surplus' ? 'void.surplus' : 'void.few', { name, ...file.void[id].params }) }] : [])),
      { kind: 'h1', text: t('h.marks') },
      ...forms.flatMap((form) => marksTables(form, file)),
      { kind: 'h1', text: t('h.roots') },
      { kind: 'p', text: t('root', { root: inFours(file.root) }) },
      ...(file.recount ? [{ kind: 'p' as const, text: t('recount', { root: inFours(file.recount.root) }) }] : []),
      { kind: 'p', text: t('fingerprint', { code: file.fingerprint }) },
      { kind: 'h1', text: t('h.signatures') },
      ...(facts.scrutineers.length > 0 ? facts.scrutineers : ['', '']).map((name): Block => ({ kind: 'p', text: t([...name].length > LONG_NAME ? 'scrutineer.long' : 'scrutineer', { name }), withNext: true })),
      { kind: 'p', text: t('counter'), withNext: true },
      { kind: 'p', text: t('chair') },
    ],
    signer: facts.hostName, date: when,
  };
}

const classTitle = (forms: readonly BallotFormSheet[], id: string): string => forms.find((form) => form.classes[id])?.classes[id]?.title ?? id;

/** A name that bears quotes of its own, for use in quotes. */
const quoted = (name: string): string => name.replace(/“/g, '‘').replace(/”/g, '’');

function ballotsTable({ file, forms }: CountSheetFacts): Block {
  const rows = Object.entries(file.counts).map(([id, c]) => [classTitle(forms, id), c.issued, c.replaced ?? 0, c.returned, c.uncast].map(String));
  const sum = (at: number): string => String(rows.reduce((total, row) => total + Number(row[at]), 0));
  return {
    kind: 'table', widths: [4, 1.4, 1.4, 1.4, 1.4],
    header: [t('col.class'), t('col.issued'), t('col.replaced'), t('col.returned'), t('col.uncast')],
    rows: [...rows, [t('row.sum'), sum(1), sum(2), sum(3), sum(4)]],
  };
}

/** One table for the classes whose first question has the same options. */
function marksTables(form: BallotFormSheet, file: SealFile): Block[] {
  const shown = Object.entries(form.classes).filter(([id]) => form.subjects.some((subject) => file.tallies[subject.id]?.[id]));
  const alike = new Map<string, [string, ClassForm][]>();
  for (const entry of shown) {
    const [first] = entry[1].items;
    const key = first?.range ? `${first.range.min} ${first.range.max}` : (first?.options ?? []).map((option) => `${option.id} ${option.title}`).join('\n');
    alike.set(key, [...(alike.get(key) ?? []), entry]);
  }
  return [...alike.values()].map((classes) => {
    const [first] = classes[0]![1].items;
    const columns = first?.range ? [t('col.marks'), t('col.sum'), t('col.mean')] : (first?.options ?? []).map((option) => option.title);
    return {
      kind: 'table', widths: [Math.min(4, Math.max(2, ...form.subjects.map(({ name }) => [...name].length / 3))), 5, ...columns.map(() => (first?.range ? 1.5 : 1)), 1, 1],
      header: [t('col.subject'), t('col.class'), ...columns, t('col.blank'), t('col.invalid')],
      rows: form.subjects.flatMap((subject) => classes.flatMap(([id, sheet]) => {
        const counts = file.tallies[subject.id]?.[id];
        return counts ? [[subject.name, sheet.title, ...marksOf(counts, sheet)]] : [];
      })),
    };
  });
}

function marksOf(counts: MarkCounts, sheet: ClassForm): string[] {
  const first = sheet.items[0];
  const item = first && counts.items[first.id];
  if (!first || !item) return [];
  const invalid = (counts.invalid ?? 0) + (item.invalid ?? 0);
  return [...(first.range ? numbersOf(item) : first.options.map((option) => String(item.options[option.id] ?? 0))), item.blank === 0 ? DASH : String(item.blank), invalid === 0 ? DASH : String(invalid)];
}

/** How many marks, their sum and their mean, of an item that takes a number. */
function numbersOf({ values, total }: MarkCounts['items'][string]): string[] {
  const marks = Object.entries(values ?? {});
  const sum = total ? Fraction.of(total.sum) : Fraction.sum(marks.map(([mark, count]) => Fraction.of(mark).mul(new Fraction(BigInt(count)))));
  const count = total?.count ?? marks.reduce((heads, [, each]) => heads + each, 0);
  return [String(count), sum.toFixed(2), count === 0 ? DASH : sum.div(new Fraction(BigInt(count))).toFixed(2)];
}
