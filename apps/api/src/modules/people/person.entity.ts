import { defineEntity, p } from '@mikro-orm/core';
import { day, orgPath, sector, version } from '../../platform/persistence/columns.ts';
import { scopedOrMine } from '../../platform/persistence/policies.ts';

const PersonSchema = defineEntity({
  name: 'Person',
  tableName: 'person',
  properties: {
    id: p.uuid().primary(),
    /** organisation that keeps the person's record */
    orgPath: orgPath(),
    name: p.string().length(60),
    pinyin: p.string().length(200).default(''),
    initials: p.string().length(60).default(''),
    /** number by which the office knows the person; unique within the keeping organisation */
    staffNumber: p.string().length(40).default(''),
    sex: p.string().length(10).default(''),
    version: version(),
  },
  indexes: [{ name: 'person_path', properties: ['orgPath', 'pinyin'] }],
  ...scopedOrMine({ personColumn: 'id', anySector: true }),
});

/** 人员: has a row only for a post, an account or a roster (R-A1). */
export class PersonRecord extends PersonSchema.class {}
PersonSchema.setClass(PersonRecord);

const AppointmentSchema = defineEntity({
  name: 'Appointment',
  tableName: 'appointment',
  properties: {
    id: p.uuid().primary(),
    orgPath: orgPath(),
    sector: sector(),
    orgId: p.uuid(),
    personId: p.uuid(),
    post: p.string().length(40),
    fromDay: day(),
    toDay: day().nullable(),
    version: version(),
  },
  indexes: [{ name: 'appointment_path', properties: ['orgPath'] }, { name: 'appointment_person', properties: ['personId'] }, { name: 'appointment_org', properties: ['orgId'] }],
  ...scopedOrMine({ personColumn: 'person_id' }),
});

/** 任职: a person holds a post in an organisation from a day to a day (R-A2). */
export class AppointmentRecord extends AppointmentSchema.class {}
AppointmentSchema.setClass(AppointmentRecord);
