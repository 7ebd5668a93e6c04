import { defineEntity, p } from '@mikro-orm/core';
import { orgPath, version } from '../../platform/persistence/columns.ts';
import { scopedOrMine } from '../../platform/persistence/policies.ts';

const ElectorSchema = defineEntity({
  name: 'Elector',
  tableName: 'elector',
  properties: {
    hostId: p.uuid().primary(),
    id: p.uuid().primary(),
    orgPath: orgPath(),
    meetingId: p.uuid(),
    personId: p.uuid().nullable(),
    name: p.string().length(60),
    unit: p.string().length(120).default(''),
    groups: p.json<string[]>(),
    /** the assessee who this is, when they debrief themselves */
    subject: p.uuid().nullable(),
    /** assessees whom they supervise or work with */
    related: p.json<string[]>(),
    /** what the slip is for, `sheet/class`; set when the roll is frozen */
    tickets: p.json<string[]>(),
    /** whether a slip was made out or the entry taken; never which one, and never whether it was used */
    entry: p.string().length(10).$type<ElectorEntry>().default('none'),
    version: version(),
  },
  indexes: [{ name: 'elector_meeting', properties: ['meetingId', 'name'] }, { name: 'elector_person', properties: ['personId'] }],
  ...scopedOrMine({ personColumn: 'person_id', mineWritable: true, anySector: true }),
});

export type ElectorEntry = 'none' | 'printed' | 'taken';

/** 应到人: somebody who may vote in a meeting, and on whom. Stands on the roster's side only; the ballot side learns what a slip is for, never whose it is. */
export class ElectorRecord extends ElectorSchema.class {}
ElectorSchema.setClass(ElectorRecord);
