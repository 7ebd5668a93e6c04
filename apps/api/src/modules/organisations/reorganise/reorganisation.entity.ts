import { defineEntity, p } from '@mikro-orm/core';
import { day, orgPath, sector } from '../../../platform/persistence/columns.ts';
import { scoped, scopedOrMineOrPublished } from '../../../platform/persistence/policies.ts';

const ReorganisationSchema = defineEntity({
  name: 'Reorganisation',
  tableName: 'reorganisation',
  properties: {
    id: p.uuid().primary(),
    orgPath: orgPath(),
    sector: sector(),
    orgId: p.uuid(),
    /** the act as it was asked for */
    act: p.json<Readonly<Record<string, unknown>>>(),
    askedName: p.string().length(60),
    askedAt: p.datetime(),
    doneAt: p.datetime().nullable(),
  },
  indexes: [{ name: 'reorganisation_path', properties: ['orgPath'] }],
  ...scoped(),
});

/** An act on the tree as ordered; its job carries it out once (R-A5). */
export class ReorganisationRecord extends ReorganisationSchema.class {}
ReorganisationSchema.setClass(ReorganisationRecord);

const OrganisationChangeSchema = defineEntity({
  name: 'OrganisationChange',
  tableName: 'organisation_change',
  properties: {
    id: p.uuid().primary(),
    orgPath: orgPath(),
    sector: sector(),
    /** the organisation's own path: who belongs to it reads its history */
    publishedTo: p.text().collation('C').default(''),
    orgId: p.uuid(),
    reorganisationId: p.uuid(),
    kind: p.string().length(20),
    onDay: day(),
    at: p.datetime(6),
    reason: p.text().default(''),
    byName: p.string().length(60),
    nameBefore: p.string().length(120),
    shortBefore: p.string().length(40),
    nameAfter: p.string().length(120),
    /** new superior, unit merged into, new unit, unit that came or went; its name as on the day */
    otherId: p.uuid().nullable(),
    otherName: p.string().length(120).default(''),
    /** superior before, as named on the day */
    beforeName: p.string().length(120).default(''),
    /** closed path before the act, never given out again */
    pathThen: p.text().collation('C').default(''),
  },
  indexes: [{ name: 'organisation_change_org', properties: ['orgId', 'onDay'] }, { name: 'organisation_change_path', properties: ['orgPath'] }, { name: 'organisation_change_then', properties: ['pathThen'] }],
  ...scopedOrMineOrPublished(),
});

/** One entry of an organisation's history. */
export class OrganisationChangeRecord extends OrganisationChangeSchema.class {}
OrganisationChangeSchema.setClass(OrganisationChangeRecord);
