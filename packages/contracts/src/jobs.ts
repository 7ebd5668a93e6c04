import { z } from 'zod';
import { Id, Instant, May, pageOf } from './common.ts';

export const JOB_STATES = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;
export type JobState = (typeof JOB_STATES)[number];

export const Job = z.object({
  id: Id,
  kind: z.string(),
  state: z.enum(JOB_STATES),
  /** share done, 0 to 1 */
  progress: z.number().min(0).max(1),
  done: z.number().int(),
  total: z.number().int().nullable(),
  code: z.string().nullable(),
  params: z.record(z.string(), z.unknown()).nullable(),
  resultFileId: Id.nullable(),
  createdAt: Instant,
  startedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  may: May,
}).meta({ id: 'Job' });
export type Job = z.infer<typeof Job>;
export const JobPage = pageOf(Job).meta({ id: 'JobPage' });
