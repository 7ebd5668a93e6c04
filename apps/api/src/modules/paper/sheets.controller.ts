import { Controller, Get, Param, Post, Query, Req, StreamableFile } from '@nestjs/common';
import type {} from '@fastify/multipart';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { IdParam, PaperBatchOut, PaperBatchParam, PaperFormsQuery } from '@shuping/contracts';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { RequirePermission, Who, type AppPrincipal } from '../../platform/authz/index.ts';
import { attachment } from '../../platform/files/content-type.ts';
import { Returns, ReturnsFile } from '../../platform/http/index.ts';
import { ScanBatchHandler } from './handlers/scan-batch.handler.ts';
import { PaperQueries } from './paper.queries.ts';

type IdParams = z.infer<typeof IdParam>;

/** Sheets as things: forms to print, and what a scanner made of them. */
@Controller('meetings/:id/paper')
export class SheetsController {
  constructor(private readonly queries: PaperQueries, private readonly scanning: ScanBatchHandler) {}

  /** Pads of one class's form. */
  @Get('forms.pdf')
  @RequirePermission('print', 'PaperBatch')
  @ReturnsFile()
  async forms(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Query({ schema: PaperFormsQuery }) query: z.infer<typeof PaperFormsQuery>): Promise<Result<StreamableFile, Problem>> {
    const bytes = await this.queries.forms(who, id, query);
    return bytes.ok ? ok(new StreamableFile(bytes.value, { type: 'application/pdf', length: bytes.value.length, disposition: attachment(`forms-${query.class}.pdf`) })) : bytes;
  }

  /** One PDF, JPEG or PNG as multipart form data: all sheets of the batch in the order in which they lie on the table. */
  @Post('batches/:batch/scans')
  @RequirePermission('sign', 'PaperBatch')
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } } })
  @Returns(PaperBatchOut)
  async scan(@Who() who: AppPrincipal, @Param({ schema: PaperBatchParam }) { id, batch }: z.infer<typeof PaperBatchParam>, @Req() request: FastifyRequest): Promise<Result<PaperBatchOut, Problem>> {
    const part = request.isMultipart() ? await request.file() : undefined;
    if (!part) return err({ code: 'file.missing' });
    const bytes = await part.toBuffer().catch((error: unknown) => {
      if (part.file.truncated) return null;
      throw error;
    });
    if (bytes === null) return err({ code: 'file.too-large' });
    const done = await this.scanning.execute(who, id, batch, bytes);
    return done.ok ? this.queries.batch(who, id, batch) : done;
  }
}
