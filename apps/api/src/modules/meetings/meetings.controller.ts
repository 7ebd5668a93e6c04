import { Body, Controller, Get, Param, Patch, Post, Put, Query, Req, StreamableFile } from '@nestjs/common';
import {
  AgendaIn, AgendaItemIn, AttendanceIn, LeaderCommentIn, LeaderCommentOut, LeaderCommentsOut, ConfirmationIn, DrawIn, IdOut, IdParam, MeetingAssesseeParam, MeetingGroupsIn, MeetingIn, MeetingOut, MeetingsOut,
  MeetingsQuery, PhaseIn, PreFlightOut, SealFileOut, SlipsIn, SlipsOut, SlipsVoidIn, SlipsVoidOut, RemarksOut, TalliesOut,
} from '@shuping/contracts';
import { ok, type Problem, type Result } from '@shuping/kernel';
import { pdfMeasure, writePdf, writeXlsx } from '@shuping/office';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { RequirePermission, Who, type AppPrincipal } from '../../platform/authz/index.ts';
import { AppConfig } from '../../config/index.ts';
import { Idempotent, Returns, ReturnsFile, ReturnsNothing, Version, VersionIfGiven } from '../../platform/http/index.ts';
import { SectorPlugins } from '../../platform/plugins/index.ts';
import { wayOf } from '../ballots/index.ts';
import { ChangePhaseHandler } from './handlers/change-phase.handler.ts';
import { ConfirmPhaseHandler } from './handlers/confirm-phase.handler.ts';
import { CreateMeetingHandler } from './handlers/create-meeting.handler.ts';
import { PreFlightHandler } from './handlers/pre-flight.handler.ts';
import { RecordAttendanceHandler } from './handlers/record-attendance.handler.ts';
import { RecordCommentHandler } from './handlers/record-comment.handler.ts';
import { SealMeetingHandler } from './handlers/seal-meeting.handler.ts';
import { AgendaHandler } from './handlers/set-agenda.handler.ts';
import { SetGroupsHandler } from './handlers/set-groups.handler.ts';
import { SlipsHandler } from './handlers/slips.handler.ts';
import { SLIP_PDF_WORDS, SLIP_WORDS } from './locales/zh-CN.ts';
import { MeetingsQueries } from './meetings.queries.ts';
import { slipsPdf } from './slips-pdf.ts';
import { slipsSheet } from './slips-workbook.ts';

type IdParams = z.infer<typeof IdParam>;
type Both = z.infer<typeof MeetingAssesseeParam>;

@Controller('meetings')
export class MeetingsController {
  constructor(
    private readonly queries: MeetingsQueries,
    private readonly creating: CreateMeetingHandler,
    private readonly groups: SetGroupsHandler,
    private readonly agenda: AgendaHandler,
    private readonly attendance: RecordAttendanceHandler,
    private readonly slips: SlipsHandler,
    private readonly commenting: RecordCommentHandler,
    private readonly confirming: ConfirmPhaseHandler,
    private readonly phases: ChangePhaseHandler,
    private readonly sealing: SealMeetingHandler,
    private readonly preFlight: PreFlightHandler,
    private readonly plugins: SectorPlugins,
    private readonly config: AppConfig,
  ) {}

  @Get()
  @RequirePermission('read', 'Meeting')
  @Returns(MeetingsOut)
  list(@Who() who: AppPrincipal, @Query({ schema: MeetingsQuery }) query: z.infer<typeof MeetingsQuery>) {
    return this.queries.list(who, query.cycleId);
  }

  @Post()
  @RequirePermission('create', 'Meeting')
  @Idempotent()
  @Returns(IdOut, 201)
  create(@Who() who: AppPrincipal, @Body({ schema: MeetingIn }) body: z.infer<typeof MeetingIn>) {
    return this.creating.execute(who, body);
  }

  @Get(':id')
  @RequirePermission('read', 'Meeting')
  @Returns(MeetingOut)
  one(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return this.queries.one(who, id);
  }

  @Put(':id/groups')
  @RequirePermission('update', 'Meeting')
  @Returns(MeetingOut)
  async setGroups(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Version() version: number, @Body({ schema: MeetingGroupsIn }) body: z.infer<typeof MeetingGroupsIn>) {
    return this.after(who, id, await this.groups.execute(who, id, version, body.due, body.named));
  }

  @Put(':id/agenda')
  @RequirePermission('update', 'Meeting')
  @Returns(MeetingOut)
  async setAgenda(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Version() version: number, @Body({ schema: AgendaIn }) body: z.infer<typeof AgendaIn>) {
    return this.after(who, id, await this.agenda.set(who, id, version, body));
  }

  @Patch(':id/agenda/:assesseeId')
  @RequirePermission('update', 'Meeting')
  @ReturnsNothing()
  record(@Who() who: AppPrincipal, @Param({ schema: MeetingAssesseeParam }) { id, assesseeId }: Both, @VersionIfGiven() version: number | null, @Body({ schema: AgendaItemIn }) body: z.infer<typeof AgendaItemIn>) {
    return this.agenda.record(who, id, assesseeId, version, body);
  }

  @Post(':id/draw')
  @RequirePermission('update', 'Meeting')
  @Returns(MeetingOut)
  async draw(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Version() version: number, @Body({ schema: DrawIn }) body: z.infer<typeof DrawIn>) {
    return this.after(who, id, await this.agenda.draw(who, id, version, body));
  }

  @Put(':id/attendance')
  @RequirePermission('update', 'Attendance')
  @Returns(MeetingOut)
  async attend(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Body({ schema: AttendanceIn }) body: z.infer<typeof AttendanceIn>) {
    return this.after(who, id, await this.attendance.execute(who, id, body));
  }

  /** Never idempotent by key: the answer holds secrets and must not be stored. */
  @Post(':id/slips')
  @RequirePermission('print', 'Slip')
  @Returns(SlipsOut, 201)
  print(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Body({ schema: SlipsIn }) body: z.infer<typeof SlipsIn>) {
    return this.slips.issue(who, id, body);
  }

  /** As above, as a workbook for a printer's mail merge. */
  @Post(':id/slips.xlsx')
  @RequirePermission('print', 'Slip')
  @ReturnsFile()
  async printWorkbook(@Who() who: AppPrincipal, @Req() request: FastifyRequest, @Param({ schema: IdParam }) { id }: IdParams, @Body({ schema: SlipsIn }) body: z.infer<typeof SlipsIn>): Promise<Result<StreamableFile, Problem>> {
    const printed = await this.slips.issue(who, id, body);
    if (!printed.ok) return printed;
    const bytes = await writeXlsx({ sheets: [slipsSheet(printed.value, this.votersOrigin(request), this.plugins.catalogue('zh-CN'), SLIP_WORDS)] });
    return ok(new StreamableFile(bytes, { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', disposition: 'attachment; filename="slips.xlsx"' }));
  }

  /** As above, as sheets of 24 slips to be printed and cut. */
  @Post(':id/slips.pdf')
  @RequirePermission('print', 'Slip')
  @ReturnsFile()
  async printSheets(@Who() who: AppPrincipal, @Req() request: FastifyRequest, @Param({ schema: IdParam }) { id }: IdParams, @Body({ schema: SlipsIn }) body: z.infer<typeof SlipsIn>): Promise<Result<StreamableFile, Problem>> {
    const printed = await this.slips.issue(who, id, body);
    if (!printed.ok) return printed;
    const bytes = await writePdf(slipsPdf(printed.value, this.votersOrigin(request), { catalogue: this.plugins.catalogue('zh-CN'), words: SLIP_PDF_WORDS, measure: await pdfMeasure() }));
    return ok(new StreamableFile(bytes, { type: 'application/pdf', disposition: 'attachment; filename="slips.pdf"' }));
  }

  private votersOrigin(request: FastifyRequest): string {
    const origin = this.config.ballotHost ? `https://${this.config.ballotHost}` : (this.config.publicUrl ?? `${request.protocol}://${request.host}`);
    return origin.replace(/\/$/, '');
  }

  @Put(':id/slips/void')
  @RequirePermission('create', 'Slip')
  @Returns(SlipsVoidOut)
  void(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Body({ schema: SlipsVoidIn }) body: z.infer<typeof SlipsVoidIn>) {
    return this.slips.void(who, id, body.secrets);
  }

  @Get(':id/comments')
  @RequirePermission('read', 'LeaderComment')
  @Returns(LeaderCommentsOut)
  comments(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return this.queries.comments(who, id);
  }

  @Put(':id/comments/:assesseeId')
  @RequirePermission('create', 'LeaderComment')
  @Returns(LeaderCommentOut)
  comment(@Who() who: AppPrincipal, @Param({ schema: MeetingAssesseeParam }) { id, assesseeId }: Both, @VersionIfGiven() version: number | null, @Body({ schema: LeaderCommentIn }) body: z.infer<typeof LeaderCommentIn>) {
    return this.commenting.execute(who, id, assesseeId, version, body);
  }

  @Post(':id/confirmations')
  @RequirePermission('sign', 'Meeting')
  @Returns(MeetingOut)
  async confirm(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Body({ schema: ConfirmationIn }) body: z.infer<typeof ConfirmationIn>) {
    return this.after(who, id, await this.confirming.execute(who, id, body));
  }

  @Get(':id/pre-flight')
  @RequirePermission('read', 'Meeting')
  @Returns(PreFlightOut)
  check(@Who() who: AppPrincipal, @Req() request: FastifyRequest, @Param({ schema: IdParam }) { id }: IdParams) {
    return this.preFlight.check(who, id, wayOf(request));
  }

  @Post(':id/phase')
  @RequirePermission('read', 'Meeting')
  @Returns(MeetingOut)
  async phase(@Who() who: AppPrincipal, @Req() request: FastifyRequest, @Param({ schema: IdParam }) { id }: IdParams, @Body({ schema: PhaseIn }) body: z.infer<typeof PhaseIn>) {
    const { command, round, receiptShare, withoutReceipts } = body;
    return this.after(who, id, command === 'seal' ? await this.sealing.execute(who, id, { ...(receiptShare === undefined ? {} : { receiptShare }), ...(withoutReceipts ? { withoutReceipts } : {}) }) : await this.phases.execute(who, id, { command, round: round ?? null }, wayOf(request)));
  }

  @Get(':id/tallies')
  @RequirePermission('read', 'Tally')
  @Returns(TalliesOut)
  tallies(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return this.queries.tallies(who, id);
  }

  @Get(':id/remarks')
  @RequirePermission('read', 'Tally')
  @Returns(RemarksOut)
  remarks(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return this.queries.remarks(who, id);
  }

  @Get(':id/seal.json')
  @RequirePermission('read', 'Tally')
  @Returns(SealFileOut)
  sealFile(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return this.queries.sealFile(who, id);
  }

  /** The bytes whose SHA-256 stands on the tally sheet; without both scrutineers' keys they say nothing. */
  @Get(':id/recount.json')
  @RequirePermission('read', 'Tally')
  @ReturnsFile()
  async recountPackage(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams): Promise<Result<StreamableFile, Problem>> {
    const bytes = await this.queries.recountPackage(who, id);
    return bytes.ok ? ok(new StreamableFile(Buffer.from(bytes.value), { type: 'application/json', disposition: 'attachment; filename="recount.json"' })) : bytes;
  }

  private after(who: AppPrincipal, id: string, outcome: Result<null, Problem>): Promise<Result<MeetingOut, Problem>> | Result<never, Problem> {
    return outcome.ok ? this.queries.one(who, id) : outcome;
  }
}
