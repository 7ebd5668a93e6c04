import { Body, Controller, Get, Param, Patch, Post } from '@nestjs/common';
import { CommentIn, CommentOut, CommentPatch, CommentsOut, IdParam } from '@shuping/contracts';
import type { z } from 'zod';
import { RequirePermission, Who, type AppPrincipal } from '../../platform/authz/index.ts';
import { Idempotent, Returns, Version } from '../../platform/http/index.ts';
import { CommentReportHandler } from './handlers/comment-report.handler.ts';

type IdParams = z.infer<typeof IdParam>;

@Controller()
export class CommentsController {
  constructor(private readonly comments: CommentReportHandler) {}

  @Get('reports/:id/comments')
  @RequirePermission('read', 'ReportComment')
  @Returns(CommentsOut)
  list(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return this.comments.list(who, id);
  }

  @Post('reports/:id/comments')
  @RequirePermission('create', 'ReportComment')
  @Idempotent()
  @Returns(CommentOut, 201)
  add(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Body({ schema: CommentIn }) body: z.infer<typeof CommentIn>) {
    return this.comments.add(who, id, body);
  }

  @Patch('comments/:id')
  @RequirePermission('update', 'ReportComment')
  @Returns(CommentOut)
  patch(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Version() version: number, @Body({ schema: CommentPatch }) body: z.infer<typeof CommentPatch>) {
    return this.comments.patch(who, id, version, body);
  }
}
