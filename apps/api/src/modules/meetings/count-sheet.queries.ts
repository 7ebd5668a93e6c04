import { Injectable } from '@nestjs/common';
import { dayOf, err, ok, resolveText, type Problem, type Result } from '@shuping/kernel';
import { writeOfficial, writeOfficialPdf, writeXlsx } from '@shuping/office';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import { UnitOfWork, type Tx } from '../../platform/persistence/index.ts';
import { SectorPlugins } from '../../platform/plugins/index.ts';
import { agendaSheet } from './agenda-sheet.ts';
import { countSheet } from './count-sheet.ts';
import { SIGNED_WORDS } from './locales/zh-CN.ts';
import { MeetingContexts, type MeetingContext } from './meeting-context.ts';
import type { MeetingRecord } from './meeting.entity.ts';
import { ElectorsRepository } from './electors.repository.ts';
import { sheetsOfSigner } from './meeting-plan.rules.ts';
import { namedClasses } from './meeting.rules.ts';
import { MeetingsQueries } from './meetings.queries.ts';
import { MeetingsRepository } from './meetings.repository.ts';
import { NamedRepository } from './named.repository.ts';
import { signedList, type Signer } from './signed-list.ts';

/** The tally sheet as Word file and PDF and the agenda as Word file, for those who may see the tallies. */
@Injectable()
export class CountSheetQueries {
  constructor(private readonly uow: UnitOfWork, private readonly rows: MeetingsRepository, private readonly contexts: MeetingContexts, private readonly meetings: MeetingsQueries, private readonly named: NamedRepository, private readonly electors: ElectorsRepository, private readonly plugins: SectorPlugins) {}

  /** 计票单 as a Word file, or as a PDF that prints alike everywhere. Errors: as of the sealed file. */
  async counted(who: AppPrincipal, id: string, kind: 'docx' | 'pdf'): Promise<Result<Uint8Array, Problem>> {
    const file = await this.meetings.sealFile(who, id);
    if (!file.ok) return file;
    const facts = await this.uow.run(who, async (tx) => {
      const found = await this.rows.meetingFor(tx, who, id, 'read');
      if (!found.ok) return found;
      const context = await this.contexts.of(tx, found.value);
      if (!context.ok) return context;
      const { title, place, startsAt, confirmations } = found.value;
      const scrutineers = [...new Set(Object.values(confirmations).flat().map((one) => one.name))];
      return ok({ title, place, day: dayOf(startsAt), hostName: context.value.cycle.hostName, scrutineers, forms: this.contexts.whole(found.value, context.value), file: file.value });
    });
    return facts.ok ? ok(await (kind === 'pdf' ? writeOfficialPdf : writeOfficial)(countSheet(facts.value))) : facts;
  }

  /** Who voted by name, when and how (R-F3): a workbook of the roll and of all marks. Errors: as of the sealed file; `meeting.not-named` when nobody did. */
  async signed(who: AppPrincipal, id: string): Promise<Result<Uint8Array, Problem>> {
    const sealed = await this.meetings.sealFile(who, id);
    if (!sealed.ok) return sealed;
    const facts = await this.uow.run(who, async (tx) => {
      const found = await this.rows.meetingFor(tx, who, id, 'read');
      if (!found.ok) return found;
      if (namedClasses(found.value).length === 0) return err({ code: 'meeting.not-named' });
      const context = await this.contexts.of(tx, found.value);
      return context.ok ? ok({ title: found.value.title, signers: await this.signers(tx, found.value, context.value) }) : context;
    });
    return facts.ok ? ok(await writeXlsx({ sheets: signedList(facts.value.title, facts.value.signers, SIGNED_WORDS) })) : facts;
  }

  private async signers(tx: Tx, meeting: MeetingRecord, context: MeetingContext): Promise<Signer[]> {
    const ballots = await this.named.ballots(tx, { meetingId: meeting.id });
    const catalogue = this.plugins.catalogue('zh-CN');
    const { rounds } = context.standing;
    const electors = new Map((await this.electors.all(tx, meeting.id)).map((one) => [one.id, one]));
    return (await this.named.voters(tx, meeting.id)).map((voter) => {
      const sheets = sheetsOfSigner(meeting, context, voter.group, (voter.electorId && electors.get(voter.electorId)) || null);
      return {
        group: resolveText(context.groups.find((one) => one.id === voter.group)?.title ?? { text: voter.group }, catalogue), name: voter.name, sheets: sheets.length, present: voter.present,
        ballots: ballots.filter((one) => one.voterId === voter.id).flatMap(({ round: id, castAt, replaced, choices }) => {
          const sheet = sheets.find((one) => one.id === id);
          return sheet ? [{ round: rounds.findIndex((one) => one.id === sheet.round) + 1, castAt, replaced, choices, class: voter.group, form: this.contexts.namedSheet(meeting, context, sheet, voter.group) }] : [];
        }),
      };
    });
  }

  /** The agenda as it stands, for whoever may read the meeting. Errors: as of the meeting. */
  async agenda(who: AppPrincipal, id: string): Promise<Result<Uint8Array, Problem>> {
    const facts = await this.uow.run(who, async (tx) => {
      const found = await this.rows.meetingFor(tx, who, id, 'read');
      if (!found.ok) return found;
      const context = await this.contexts.seen(tx, found.value);
      if (!context.ok) return context;
      const { title, place, startsAt, drawSeed, observers } = found.value;
      const words = this.plugins.catalogue('zh-CN');
      const lines = context.value.agenda.flatMap((item) => {
        const person = context.value.assessees.get(item.assesseeId);
        return person ? [{ personName: person.personName, unit: `${person.orgName}${person.post}`, sector: resolveText({ key: `${item.sector}.sector` }, words), mode: item.mode, minutes: context.value.rules(item.sector).minutes }] : [];
      });
      return ok({ title, place, hostName: context.value.cycle.hostName, day: dayOf(startsAt), time: timeOf(startsAt), drawSeed, lines, observers });
    });
    return facts.ok ? ok(await writeOfficial(agendaSheet(facts.value))) : facts;
  }
}

/** Time of day in China, as `9:00`. */
function timeOf(at: Date): string {
  return new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', hour: 'numeric', minute: '2-digit', hourCycle: 'h23' }).format(at);
}
