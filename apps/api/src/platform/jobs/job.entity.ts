import { defineEntity, p } from '@mikro-orm/core';
import type { JobState } from '@shuping/contracts';
import { orgPath } from '../persistence/columns.ts';
import { scopedOrMine } from '../persistence/policies.ts';

const JobSchema = defineEntity({
  name: 'Job',
  tableName: 'job',
  properties: {
    id: p.uuid().primary(),
    orgPath: orgPath(),
    kind: p.string().length(60),
    /** ids only, never rows */
    payload: p.json<Record<string, unknown>>(),
    /** account in whose name and with whose present scope the job runs; null: the server itself */
    accountId: p.uuid().nullable(),
    personId: p.uuid().nullable(),
    state: p.string().length(20).$type<JobState>(),
    done: p.integer().default(0),
    total: p.integer().nullable(),
    /** code of the failure, with its places */
    code: p.string().length(100).nullable(),
    params: p.json<Record<string, unknown>>().nullable(),
    resultFileId: p.uuid().nullable(),
    attempts: p.integer().default(0),
    cancelAsked: p.boolean().default(false),
    /** runner that holds the job, until when */
    leasedBy: p.uuid().nullable(),
    leasedUntil: p.datetime().nullable(),
    createdAt: p.datetime(),
    startedAt: p.datetime().nullable(),
    endedAt: p.datetime().nullable(),
  },
  indexes: [{ name: 'job_queue', properties: ['state', 'createdAt'] }, { name: 'job_path', properties: ['orgPath', 'createdAt'] }, { name: 'job_person', properties: ['personId', 'createdAt'] }],
  ...scopedOrMine({ personColumn: 'person_id', anySector: true, mineWritable: true }),
});

/** Long work with progress, cancel and a result file (design 6). */
export class JobRecord extends JobSchema.class {}
JobSchema.setClass(JobRecord);
