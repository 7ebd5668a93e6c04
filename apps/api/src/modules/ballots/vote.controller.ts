import { Body, Controller, Get, Header, Param, Post, Req } from '@nestjs/common';
import { VoteEntryIn, VoteEntryOut, VoteMeetingOut, VoteParam, VoteSheetOut, VoteSheetParam, VoteSheetsOut, VoteTicketsIn, VoteTicketsOut, VoteWalkInIn, VoteWalkInOut } from '@shuping/contracts';
import { ok, type Problem, type Result } from '@shuping/kernel';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Public } from '../../platform/authz/index.ts';
import { Returns } from '../../platform/http/index.ts';
import { HttpRule, wayOf } from './http-rule.ts';
import { OpenSheets } from './open-sheets.ts';
import { RehearsalBoxStore } from './rehearsal-box.store.ts';
import { TicketOffice } from './ticket-office.ts';
import { VoteRounds } from './vote-rounds.ts';

type MeetingParam = z.infer<typeof VoteParam>;

/** The ballot host's routes besides the cast itself (cast.route.ts). They read no cookie, know no account and write no log line (security 2.4 steps 4 and 6). */
@Controller({ path: 'vote' })
export class VoteController {
  constructor(private readonly office: TicketOffice, private readonly rounds: VoteRounds, private readonly open: OpenSheets, private readonly rehearsals: RehearsalBoxStore, private readonly rule: HttpRule) {}

  @Get(':meeting')
  @Public()
  @Header('cache-control', 'no-store')
  @Returns(VoteMeetingOut)
  meeting(@Param({ schema: VoteParam }) { meeting }: MeetingParam): Promise<Result<object, Problem>> {
    return this.rounds.state(meeting);
  }

  @Post(':meeting/entry')
  @Public()
  @Header('cache-control', 'no-store')
  @Returns(VoteEntryOut)
  async entry(@Req() request: FastifyRequest, @Param({ schema: VoteParam }) { meeting }: MeetingParam, @Body({ schema: VoteEntryIn }) body: z.infer<typeof VoteEntryIn>): Promise<Result<object, Problem>> {
    const entry = await this.office.entry(meeting, body.slip);
    return entry.ok ? ok({ ...entry.value, plain: await this.rule.of(wayOf(request), meeting) }) : entry;
  }

  /** A slip for whoever scans the code on the wall of a rehearsal. */
  @Post(':meeting/walk-in')
  @Public()
  @Header('cache-control', 'no-store')
  @Returns(VoteWalkInOut)
  walkIn(@Param({ schema: VoteParam }) { meeting }: MeetingParam, @Body({ schema: VoteWalkInIn }) body: z.infer<typeof VoteWalkInIn>): Promise<Result<object, Problem>> {
    return this.rehearsals.walkIn(meeting, body.class);
  }

  @Post(':meeting/tickets')
  @Public()
  @Header('cache-control', 'no-store')
  @Returns(VoteTicketsOut)
  async tickets(@Req() request: FastifyRequest, @Param({ schema: VoteParam }) { meeting }: MeetingParam, @Body({ schema: VoteTicketsIn }) body: z.infer<typeof VoteTicketsIn>): Promise<Result<object, Problem>> {
    const admitted = await this.rule.admit(wayOf(request), meeting);
    if (!admitted.ok) return admitted;
    const stamped = await this.office.issue(meeting, body.slip, body.blinded);
    return stamped.ok ? ok({ stamped: stamped.value }) : stamped;
  }

  /** All that is open, alike for everybody: a voter who rates fifty-nine people asks no oftener than others and names none of them. */
  @Get(':meeting/sheets')
  @Public()
  @Header('cache-control', 'no-store')
  @Returns(VoteSheetsOut)
  sheets(@Param({ schema: VoteParam }) { meeting }: MeetingParam): Promise<Result<object, Problem>> {
    return this.open.of(meeting);
  }

  @Get(':meeting/sheets/:round/:class')
  @Public()
  @Header('cache-control', 'no-store')
  @Returns(VoteSheetOut)
  sheet(@Param({ schema: VoteSheetParam }) { meeting, round, class: voterClass }: z.infer<typeof VoteSheetParam>): Promise<Result<object, Problem>> {
    return this.rounds.sheet(meeting, round, voterClass);
  }
}
