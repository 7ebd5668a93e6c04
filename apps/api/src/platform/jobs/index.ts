export { JobCancelled, type JobContext, type JobHandler, type JobOutcome } from './job-context.ts';
export { JobQueue, type NewJob } from './job-queue.ts';
export { JobRunner } from './job-runner.ts';
export { JobsModule } from './jobs.module.ts';
