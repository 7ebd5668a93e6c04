import { Body, Controller, Get, Header, Param, Post } from '@nestjs/common';
import { VoteCastIn, VoteCastOut, VoteMeetingOut, VoteParam, VoteSheetIn, VoteSheetsOut } from '@shuping/contracts';
import { ok, type Problem, type Result } from '@shuping/kernel';
import type { z } from 'zod';
import { Public } from '../../platform/authz/index.ts';
import { Returns } from '../../platform/http/index.ts';
import { BallotIntake } from './ballot-intake.ts';
import { BallotSheets } from './ballot-sheets.ts';

/** The ballot host's three routes. They read no cookie, know no account and write no log line (security 2.4 steps 4 and 6). */
@Controller({ path: 'vote' })
export class VoteController {
  constructor(private readonly intake: BallotIntake, private readonly sheets: BallotSheets) {}

  @Get(':meeting')
  @Public()
  @Header('cache-control', 'no-store')
  @Returns(VoteMeetingOut)
  async meeting(@Param({ schema: VoteParam }) { meeting }: z.infer<typeof VoteParam>): Promise<Result<z.infer<typeof VoteMeetingOut>, Problem>> {
    const rounds = await this.sheets.rounds(meeting);
    return rounds.ok ? ok({ rounds: rounds.value }) : rounds;
  }

  @Post(':meeting/sheet')
  @Public()
  @Header('cache-control', 'no-store')
  @Returns(VoteSheetsOut)
  async sheet(@Param({ schema: VoteParam }) { meeting }: z.infer<typeof VoteParam>, @Body({ schema: VoteSheetIn }) body: z.infer<typeof VoteSheetIn>): Promise<Result<unknown, Problem>> {
    const sheets = await this.sheets.sheets(meeting, body.hashes);
    return sheets.ok ? ok({ phase: sheets.value[0]!.phase, sheets: sheets.value }) : sheets;
  }

  @Post(':meeting/ballots')
  @Public()
  @Header('cache-control', 'no-store')
  @Returns(VoteCastOut)
  cast(@Param({ schema: VoteParam }) { meeting }: z.infer<typeof VoteParam>, @Body({ schema: VoteCastIn }) body: z.infer<typeof VoteCastIn>): Promise<Result<{ receipt: string }, Problem>> {
    return this.intake.cast({ meeting, round: body.round, token: body.token, choices: body.choices });
  }
}
