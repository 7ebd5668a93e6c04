import { Global, Module } from '@nestjs/common';
import { JobQueue } from './job-queue.ts';
import { JobRunner } from './job-runner.ts';
import { JobsController } from './jobs.controller.ts';
import { Jobs } from './jobs.service.ts';

@Global()
@Module({ controllers: [JobsController], providers: [JobQueue, JobRunner, Jobs], exports: [JobQueue, JobRunner] })
export class JobsModule {}
