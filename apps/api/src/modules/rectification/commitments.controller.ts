import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { CommitmentIn, CommitmentOut, CommitmentPatch, CommitmentSort, CommitmentsPage, CommitmentsQuery, IdParam } from '@shuping/contracts';
import type { z } from 'zod';
import { RequirePermission, Who, type AppPrincipal } from '../../platform/authz/index.ts';
import { Idempotent, Returns, Version } from '../../platform/http/index.ts';
import { CommitmentsQueries } from './commitments.queries.ts';
import { CreateCommitmentHandler } from './handlers/create-commitment.handler.ts';
import { JudgeCommitmentHandler } from './handlers/judge-commitment.handler.ts';
import { SortCommitmentHandler } from './handlers/sort-commitment.handler.ts';

@Controller('commitments')
export class CommitmentsController {
  constructor(private readonly queries: CommitmentsQueries, private readonly creating: CreateCommitmentHandler, private readonly judging: JudgeCommitmentHandler, private readonly sorting: SortCommitmentHandler) {}

  @Get()
  @RequirePermission('read', 'Commitment')
  @Returns(CommitmentsPage)
  list(@Who() who: AppPrincipal, @Query({ schema: CommitmentsQuery }) query: CommitmentsQuery) {
    return this.queries.list(who, query);
  }

  @Post()
  @RequirePermission('create', 'Commitment')
  @Idempotent()
  @Returns(CommitmentOut, 201)
  create(@Who() who: AppPrincipal, @Body({ schema: CommitmentIn }) body: CommitmentIn) {
    return this.creating.execute(who, body);
  }

  @Patch(':id/kind')
  @RequirePermission('update', 'Commitment')
  @Returns(CommitmentOut)
  sort(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: z.infer<typeof IdParam>, @Version() version: number, @Body({ schema: CommitmentSort }) { kind }: CommitmentSort) {
    return this.sorting.execute(who, id, version, kind);
  }

  @Patch(':id')
  @RequirePermission('verify', 'Commitment')
  @Returns(CommitmentOut)
  judge(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: z.infer<typeof IdParam>, @Version() version: number, @Body({ schema: CommitmentPatch }) body: CommitmentPatch) {
    return this.judging.execute(who, id, version, body);
  }
}
