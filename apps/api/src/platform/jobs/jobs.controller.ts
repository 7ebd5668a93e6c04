import { Controller, Get, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { IdParam, Job, JobPage, PageQuery, type PageOf } from '@shuping/contracts';
import { err, type Problem, type Result } from '@shuping/kernel';
import type { z } from 'zod';
import { RequirePermission, Who, type AppPrincipal } from '../authz/index.ts';
import { attachment } from '../files/content-type.ts';
import { Files } from '../files/index.ts';
import { Returns, ReturnsFile } from '../http/returns.ts';
import { Jobs } from './jobs.service.ts';

type WithId = z.infer<typeof IdParam>;

@Controller('jobs')
export class JobsController {
  constructor(private readonly jobs: Jobs, private readonly files: Files) {}

  @Get()
  @RequirePermission('read', 'Job')
  @Returns(JobPage)
  list(@Who() who: AppPrincipal, @Query({ schema: PageQuery }) query: PageQuery): Promise<Result<PageOf<Job>, Problem>> {
    return this.jobs.list(who, query);
  }

  @Get(':id')
  @RequirePermission('read', 'Job')
  @Returns(Job)
  get(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: WithId): Promise<Result<Job, Problem>> {
    return this.jobs.get(who, id);
  }

  @Post(':id/cancel')
  @RequirePermission('delete', 'Job')
  @Returns(Job)
  cancel(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: WithId): Promise<Result<Job, Problem>> {
    return this.jobs.cancel(who, id);
  }

  /** The file that the job made; whoever reads it needs the file's own permission now (SEC-P10). */
  @Get(':id/result')
  @RequirePermission('read', 'Job')
  @ReturnsFile()
  async result(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: WithId): Promise<Result<StreamableFile, Problem>> {
    const job = await this.jobs.get(who, id);
    if (!job.ok) return job;
    if (job.value.resultFileId === null) return err({ code: 'job.no-result' });
    const opened = await this.files.open(who, job.value.resultFileId);
    if (!opened.ok) return opened;
    const { file, bytes } = opened.value;
    return { ok: true, value: new StreamableFile(bytes, { type: file.contentType, length: file.size, disposition: attachment(file.name) }) };
  }
}
