import { Controller, Get, Param, Post, Query, Req, StreamableFile } from '@nestjs/common';
import type {} from '@fastify/multipart';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { IdParam, StoredFile, UploadQuery } from '@shuping/contracts';
import { err, type Problem, type Result } from '@shuping/kernel';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { RequirePermission, Who, type AppPrincipal } from '../authz/index.ts';
import { Returns, ReturnsFile } from '../http/returns.ts';
import { attachment } from './content-type.ts';
import { Files } from './files.ts';

@Controller('files')
export class FilesController {
  constructor(private readonly files: Files) {}

  /** One file as multipart form data. */
  @Post()
  @RequirePermission('create', 'File')
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } } })
  @Returns(StoredFile, 201)
  async upload(@Who() who: AppPrincipal, @Query({ schema: UploadQuery }) query: UploadQuery, @Req() request: FastifyRequest): Promise<Result<StoredFile, Problem>> {
    const part = request.isMultipart() ? await request.file() : undefined;
    if (!part) return err({ code: 'file.missing' });
    const bytes = await part.toBuffer().catch((error: unknown) => {
      if (part.file.truncated) return null;
      throw error;
    });
    return bytes === null ? err({ code: 'file.too-large' }) : this.files.upload(who, { name: part.filename, bytes, ...query });
  }

  @Get(':id')
  @RequirePermission('read', 'File')
  @ReturnsFile()
  async download(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: z.infer<typeof IdParam>): Promise<Result<StreamableFile, Problem>> {
    const opened = await this.files.open(who, id);
    if (!opened.ok) return opened;
    const { file, bytes } = opened.value;
    return { ok: true, value: new StreamableFile(bytes, { type: file.contentType, length: file.size, disposition: attachment(file.name) }) };
  }
}
