import { Injectable } from '@nestjs/common';
import { isRoundWaiting, mayOpenWave, waveStands } from '@shuping/domain';
import { err, ok, type Problem, type Result, type TextRef } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork, type Tx } from '../../../platform/persistence/index.ts';
import { BallotBoxStore, WavesStore } from '../../ballots/index.ts';
import { MeetingContexts } from '../meeting-context.ts';
import type { MeetingRecord, Wave } from '../meeting.entity.ts';
import { classOf, namedClasses, openWave, ticketsFor } from '../meeting.rules.ts';
import { isByName } from '../meeting-plan.rules.ts';
import { MeetingsRepository } from '../meetings.repository.ts';
import type { PrintedSlips } from './slips.handler.ts';

type Opening = { readonly title: string; readonly wave: number; readonly numbers: Record<string, number>; readonly titles: ReadonlyMap<string, TextRef> };

/** 补签到: late-comers are let in five or more together, in `check_in_closed` or between two rounds, for the rounds that have not opened; a lone late ticket is a name (security 2.4 step 3). */
@Injectable()
export class WaveHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: MeetingsRepository, private readonly contexts: MeetingContexts, private readonly box: BallotBoxStore, private readonly waves: WavesStore) {}

  /** Opens a wave for so many heads per group and prints their slips, one a head. Refused when fewer than five stand there (`meeting.wave-too-small`) or more than are due. */
  async open(who: AppPrincipal, id: string, heads: Readonly<Record<string, number>>): Promise<Result<PrintedSlips, Problem>> {
    const opened = await this.uow.run(who, (tx) => this.record(tx, who, id, heads));
    if (!opened.ok) return opened;
    const { title, wave, numbers, titles } = opened.value;
    const slips = await this.waves.open(id, wave, numbers);
    return ok({ meeting: { id, title }, fingerprint: await this.box.fingerprint(id), slips: slips.map((slip) => ({ ...slip, title: titles.get(slip.class)! })), printed: numbers });
  }

  /** Ends the wave: its tickets count when five phones or more stood ready, else nobody has one and its slips are void. The ballot side ends first; the same command again finishes what was left. */
  async close(who: AppPrincipal, id: string): Promise<Result<null, Problem>> {
    const ready = await this.uow.run(who, (tx) => this.wave(tx, who, id));
    if (!ready.ok) return ready;
    const tickets = await this.waves.close(id, ready.value.wave.wave);
    return this.uow.run(who, async (tx) => {
      const again = await this.wave(tx, who, id);
      if (!again.ok) return again;
      const { meeting, wave } = again.value;
      const closed: Wave = { ...wave, state: tickets === null ? 'void' : 'given', tickets: tickets ?? {} };
      meeting.waves = meeting.waves.map((one) => (one.wave === wave.wave ? closed : one));
      if (tickets !== null) meeting.groups = meeting.groups.map((g) => ({ ...g, present: g.present + (wave.heads[g.id] ?? 0), handedOut: g.handedOut + (wave.heads[g.id] ?? 0) }));
      await tx.em.flush();
      tx.audit({ action: 'meeting.close-wave', subject: { type: 'Meeting', id }, orgPath: meeting.orgPath, after: { ...closed } });
      return ok(null);
    });
  }

  private async record(tx: Tx, who: AppPrincipal, id: string, heads: Readonly<Record<string, number>>): Promise<Result<Opening, Problem>> {
    const found = await this.allowed(tx, who, id);
    if (!found.ok) return found;
    const meeting = found.value;
    const context = await this.contexts.of(tx, meeting);
    if (!context.ok) return context;
    const { standing, groups } = context.value;
    const may = mayOpenWave(standing);
    if (!may.ok) return may;
    if (openWave(meeting)) return err({ code: 'meeting.wave-open' });
    const known = new Map(meeting.groups.map((g) => [g.id, g]));
    const stranger = Object.keys(heads).find((one) => !known.has(one));
    if (stranger !== undefined) return err({ code: 'meeting.groups-differ', at: `/heads/${stranger}`, params: { group: stranger } });
    const signing = namedClasses(meeting).find((one) => (heads[one] ?? 0) > 0);
    if (signing !== undefined) return err({ code: 'meeting.present-by-roll', at: `/heads/${signing}`, params: { group: signing } });
    const byName = Object.entries(heads).find(([one, n]) => n > 0 && isByName(context.value, one));
    if (byName) return err({ code: 'meeting.wave-by-name', at: `/heads/${byName[0]}`, params: { group: byName[0] } });
    const tooMany = meeting.groups.find((g) => g.present + (heads[g.id] ?? 0) > g.due);
    if (tooMany) return err({ code: 'meeting.guard', issues: [{ code: 'meeting.more-present-than-due', at: tooMany.id, params: { present: tooMany.present + (heads[tooMany.id] ?? 0), due: tooMany.due } }] });
    const coming = standing.rounds.filter(isRoundWaiting);
    const waiting = coming.map((round) => round.id);
    const numbers = classHeads(meeting, heads);
    // tickets of a class in the first of the coming rounds in which it votes
    const tickets = coming.reduce<Record<string, number>>((sum, round) => ({ ...ticketsFor(meeting, round), ...sum }), {});
    const tooLate = Object.keys(numbers).find((one) => tickets[one] === undefined);
    if (tooLate !== undefined) return err({ code: 'meeting.too-late', at: `/heads/${tooLate}`, params: { phase: meeting.phase } });
    const stands = waveStands(numbers, tickets);
    if (!stands.ok) return stands;
    const wave: Wave = { wave: meeting.waves.length + 1, state: 'open', heads: { ...heads }, tickets: {}, rounds: waiting };
    meeting.waves = [...meeting.waves, wave];
    await tx.em.flush();
    tx.audit({ action: 'meeting.open-wave', subject: { type: 'Meeting', id }, orgPath: meeting.orgPath, after: { ...wave } });
    return ok({ title: meeting.title, wave: wave.wave, numbers, titles: new Map(groups.map((g) => [g.id, g.title as TextRef])) });
  }

  private async wave(tx: Tx, who: AppPrincipal, id: string): Promise<Result<{ meeting: MeetingRecord; wave: Wave }, Problem>> {
    const found = await this.allowed(tx, who, id);
    if (!found.ok) return found;
    const wave = openWave(found.value);
    return wave ? ok({ meeting: found.value, wave }) : err({ code: 'meeting.no-wave' });
  }

  private async allowed(tx: Tx, who: AppPrincipal, id: string): Promise<Result<MeetingRecord, Problem>> {
    const found = await this.rows.meetingFor(tx, who, id, 'read');
    if (!found.ok) return found;
    return can(who.ability, 'print', 'Slip', found.value) ? found : err({ code: 'permission.denied' });
  }
}

/** Slips per voting class: a merged group draws from the class that takes it. */
function classHeads(meeting: MeetingRecord, heads: Readonly<Record<string, number>>): Record<string, number> {
  const numbers: Record<string, number> = {};
  for (const group of meeting.groups) {
    const into = classOf(group);
    const count = heads[group.id] ?? 0;
    if (into !== null && count > 0) numbers[into] = (numbers[into] ?? 0) + count;
  }
  return numbers;
}
