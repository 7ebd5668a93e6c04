import type { BallotFormSheet, ClassForm, MarkRange } from '@shuping/ballot-box';
import { resolveText, type Catalogue } from '@shuping/kernel';
import type { Scheme } from '@shuping/scheme';
import type { AssesseeView } from '../cycles/index.ts';

/** The sheet that voters are given in a round: forms of the voting classes from the frozen scheme, words resolved, names as frozen. */
export function ballotForm(meeting: { readonly id: string; readonly title: string; readonly round: string }, classes: readonly string[], scheme: Scheme, subjects: readonly AssesseeView[], words: Catalogue): BallotFormSheet {
  const forms = classes.map((id): [string, ClassForm] => {
    const group = scheme.groups.find((g) => g.id === id);
    const ballot = scheme.ballots.find((b) => b.id === group?.ballot);
    if (!ballot) throw new Error(`class without a ballot: ${id}`);
    return [id, {
      title: resolveText(group!.title, words),
      ...(ballot.remarks ? { remarks: true } : {}),
      items: ballot.items.filter((item) => subjects.length === 0 || subjects.some((subject) => asks(item, subject))).map((item) => ({
        ...rangeOf(scheme, ballot.id, item),
        id: item.id, title: resolveText(item.title, words), required: item.required,
        options: (scheme.scales.find((s) => s.id === item.scale)?.options ?? []).map((o) => ({ id: o.id, title: resolveText(o.title, words), anchor: o.anchor ? resolveText(o.anchor, words) : '' })),
      })),
    }];
  });
  return { meeting: meeting.id, round: meeting.round, title: meeting.title, named: false, subjects: subjects.map((s) => ({ id: s.id, name: s.personName, unit: s.orgName })), classes: Object.fromEntries(forms) };
}

/** True when a subject is asked about on the item (R22). */
export function asks({ only }: Pick<Scheme['ballots'][number]['items'][number], 'only'>, { facts }: { readonly facts: Readonly<Record<string, unknown>> }): boolean {
  return only === undefined || only.is.includes(String(facts[only.fact] ?? ''));
}

/** Range of an item that takes a number; every single mark is kept only where a score drops ends or takes a median. */
function rangeOf(scheme: Scheme, ballot: string, item: { readonly id: string; readonly scale: string }): { range?: MarkRange } {
  const range = scheme.scales.find((scale) => scale.id === item.scale)?.range;
  const single = scheme.score.nodes.some((node) => node.kind === 'numeric_tally' && node.ballot === ballot && node.items.some((one) => one.id === item.id) && (node.measure === 'median' || node.drop.highest + node.drop.lowest > 0));
  return range ? { range: { ...range, kept: single ? 'values' : 'total' } } : {};
}
