import { Injectable } from '@nestjs/common';
import { countMarks, type SealedMark } from '@shuping/ballot-box';
import { publish, signedSheets, signersDue, type Published } from '@shuping/domain';
import { canonicalJson, sha256Hex } from '@shuping/kernel';
import type { GroupTally } from '@shuping/scheme';
import type { Tx } from '../../platform/persistence/index.ts';
import { MeetingContexts, type MeetingContext } from './meeting-context.ts';
import type { MeetingRecord } from './meeting.entity.ts';
import { ElectorsRepository } from './electors.repository.ts';
import { electorateOf, sheetsOfSigner } from './meeting-plan.rules.ts';
import { namedClasses } from './meeting.rules.ts';
import { NamedRepository } from './named.repository.ts';

export type NamedTallies = { readonly root: string; readonly tallies: Readonly<Record<string, Readonly<Record<string, Published<GroupTally>>>>> };

/** Counts signed ballots at the seal: the same shape of tally as of secret ones, and a SHA-256 over the signed list. Null when nobody votes by name. */
@Injectable()
export class NamedCounting {
  constructor(private readonly rows: NamedRepository, private readonly electors: ElectorsRepository, private readonly contexts: MeetingContexts) {}

  async of(tx: Tx, meeting: MeetingRecord, context: MeetingContext, voided: readonly string[]): Promise<NamedTallies | null> {
    const named = namedClasses(meeting);
    if (named.length === 0) return null;
    const voters = await this.rows.voters(tx, meeting.id);
    const electors = new Map((await this.electors.all(tx, meeting.id)).map((one) => [one.id, one]));
    const electorate = electorateOf(meeting, context, [...electors.values()]);
    const ballots = await this.rows.ballots(tx, { meetingId: meeting.id });
    const groupOf = new Map(voters.map((one) => [one.id, one.group]));
    const nameOf = new Map(voters.map((one) => [one.id, one.name]));
    const tallies: Record<string, Record<string, Published<GroupTally>>> = {};
    for (const group of named) {
      const due = signersDue(electorate, group);
      const signers = voters.filter((one) => one.group === group);
      const rates = new Map(signers.map((one) => [one.id, new Set(sheetsOfSigner(meeting, context, group, (one.electorId && electors.get(one.electorId)) || null).flatMap((sheet) => sheet.subjects))]));
      for (const sheet of signedSheets(electorate, group).filter((one) => !voided.includes(one.round))) {
        const cast = ballots.filter((one) => one.round === sheet.id && groupOf.get(one.voterId) === group);
        const marks = cast.flatMap((one) => Object.entries(one.choices).map(([subject, chosen]): SealedMark => ({ class: group, subject, marks: chosen })));
        for (const [subject, classes] of Object.entries(countMarks(marks, this.contexts.namedSheet(meeting, context, sheet, group)))) {
          // the slip of somebody who did not come was printed and not given out, as with the other groups
          const came = signers.filter((one) => one.present && rates.get(one.id)!.has(subject)).length;
          // whom nobody of the group is due to rate has no count of it, not a count of nothing
          if ((due[subject] ?? 0) === 0) continue;
          const { valid, items } = classes[group]!;
          const cells = Object.entries(items).map(([item, { options, blank, values, total }]) => [item, { options, blank, ...(values ? { values } : {}), ...(total ? { total } : {}) }] as const);
          const tally: GroupTally = { due: due[subject]!, present: came, issued: came, returned: marks.filter((one) => one.subject === subject).length, valid, items: Object.fromEntries(cells) };
          tallies[subject] = { ...tallies[subject], ...publish({ [group]: tally }, { named }) };
        }
      }
    }
    const signed = ballots.map((one) => ({ round: one.round, class: groupOf.get(one.voterId), voter: nameOf.get(one.voterId), choices: one.choices }));
    return { root: sha256Hex(canonicalJson(signed)), tallies };
  }
}
