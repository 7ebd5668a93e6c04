import type { ScoreInputs } from '../model/inputs.ts';
import type { Scheme } from '../model/scheme.ts';
import { type Finding, finding } from './context.ts';

/**
 * Inputs that cannot be read as they are meant: inputs.unknown (a figure, event, group or fact of nothing in the scheme, so that it would be passed over), inputs.cell-missing
 * (a group's counts lack an item of its ballot), inputs.cell-unknown (an item or option that the ballot has not), inputs.counts (marks and blanks of an item are not the
 * valid ballots, or more ballots are valid than returned, returned than issued). Paths begin at `at`.
 */
export function inputFindings(scheme: Scheme, inputs: ScoreInputs, at: string): Finding[] {
  const known = {
    officer: ids(scheme.score.nodes), external: ids(scheme.score.nodes), sheets: ids(scheme.score.nodes), facts: ids(scheme.facts), tallies: ids(scheme.groups), merged: ids(scheme.groups),
  };
  const unknown = Object.entries(known).flatMap(([part, allowed]) =>
    Object.keys(inputs[part as keyof typeof known]).filter((id) => !allowed.has(id)).map((id) => finding('inputs.unknown', `${at}/${part}/${id}`, { id })),
  );
  const questions = ids(scheme.questions);
  const events = inputs.events.flatMap((event, i) => (questions.has(event.question) ? [] : [finding('inputs.unknown', `${at}/events/${i}/question`, { id: event.question })]));
  return [...unknown, ...events, ...scheme.groups.flatMap((group) => tallyFindings(scheme, inputs, group.id, group.ballot, `${at}/tallies/${group.id}`))];
}

function tallyFindings(scheme: Scheme, inputs: ScoreInputs, group: string, ballotId: string, at: string): Finding[] {
  const tally = inputs.tallies[group];
  const ballot = scheme.ballots.find((one) => one.id === ballotId);
  if (!tally || !ballot) return [];
  const out: Finding[] = [];
  if (tally.valid > tally.returned || tally.returned > tally.issued) out.push(finding('inputs.counts', at, { valid: tally.valid, returned: tally.returned, issued: tally.issued }));
  for (const id of Object.keys(tally.items)) if (!ballot.items.some((item) => item.id === id)) out.push(finding('inputs.cell-unknown', `${at}/items/${id}`, { id }));
  for (const item of ballot.items) {
    const path = `${at}/items/${item.id}`;
    const cells = tally.items[item.id];
    if (!cells) {
      if (tally.valid > 0) out.push(finding('inputs.cell-missing', path, { item: item.id }));
      continue;
    }
    const options = new Set(scheme.scales.find((scale) => scale.id === item.scale)?.options.map((option) => option.id));
    for (const id of Object.keys(cells.options)) if (!options.has(id)) out.push(finding('inputs.cell-unknown', `${path}/options/${id}`, { id }));
    const numbers = cells.values ? Object.values(cells.values).reduce((sum, count) => sum + count, 0) : (cells.total?.count ?? 0);
    const marks = Object.values(cells.options).reduce((sum, count) => sum + count, cells.blank + numbers);
    if (marks !== tally.valid) out.push(finding('inputs.counts', path, { marks, valid: tally.valid }));
  }
  return out;
}

function ids(list: readonly { readonly id: string }[]): ReadonlySet<string> {
  return new Set(list.map((one) => one.id));
}
