import type { BallotFormSheet, Choices } from '@shuping/ballot-box';
import { dayOf } from '@shuping/kernel';
import type { XlsxSheet } from '@shuping/office';

/** One who votes by name, and what was handed in, round by round. */
export type Signer = { readonly group: string; readonly name: string; /** sheets that were theirs to fill in */ readonly sheets: number; readonly present: boolean; readonly ballots: readonly { readonly round: number; readonly castAt: Date; readonly replaced: number; readonly form: BallotFormSheet; readonly class: string; readonly choices: Choices }[] };
export type SignedWords = { readonly sheet: string; readonly marks: string; readonly group: string; readonly name: string; readonly present: string; readonly here: string; readonly absent: string; readonly rounds: string; readonly last: string; readonly signature: string; readonly round: string; readonly at: string; readonly replaced: string; readonly subject: string; readonly unit: string; readonly item: string; readonly mark: string; readonly blank: string };

/** 记名名册: who was entitled, who handed in and when; and every mark with its name, a row each, so that it can be filtered. */
export function signedList(title: string, signers: readonly Signer[], words: SignedWords): XlsxSheet[] {
  const roll: XlsxSheet = {
    name: words.sheet, title: `${title}${words.sheet}`,
    columns: [{ header: words.group, width: 30 }, { header: words.name, width: 14 }, { header: words.present, width: 10 }, { header: words.rounds, width: 12 }, { header: words.last, width: 20 }, { header: words.signature, width: 18 }],
    rows: signers.map(({ group, name, sheets, present, ballots }) => [group, name, present ? words.here : words.absent, `${ballots.length} / ${sheets}`, ballots.length === 0 ? '' : momentOf(ballots.reduce((last, one) => (one.castAt > last.castAt ? one : last)).castAt), '']),
  };
  const marks: XlsxSheet = {
    name: words.marks, title: `${title}${words.marks}`, landscape: true,
    columns: [{ header: words.group, width: 26 }, { header: words.name, width: 12 }, { header: words.round, kind: 'number' }, { header: words.at, width: 18 }, { header: words.replaced, kind: 'number' }, { header: words.subject, width: 12 }, { header: words.unit, width: 26 }, { header: words.item, width: 26 }, { header: words.mark, width: 12 }],
    rows: signers.flatMap((signer) => signer.ballots.flatMap((ballot) => rowsOf(signer, ballot, words))),
  };
  return [roll, marks];
}

function rowsOf({ group, name }: Signer, { round, castAt, replaced, form, class: id, choices }: Signer['ballots'][number], words: SignedWords): (string | number)[][] {
  const items = form.classes[id]?.items ?? [];
  return form.subjects.flatMap((subject) => items.map((item) => {
    const mark = choices[subject.id]?.[item.id] ?? null;
    return [group, name, round, momentOf(castAt), replaced, subject.name, subject.unit, item.title, mark === null ? words.blank : (item.options.find((option) => option.id === mark)?.title ?? mark)];
  }));
}

/** Day and minute in the product's zone. */
function momentOf(date: Date): string {
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit', hour12: false }).format(date);
  return `${dayOf(date)} ${clock}`;
}
