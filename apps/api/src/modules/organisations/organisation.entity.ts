import { defineEntity, p } from '@mikro-orm/core';
import { day, orgPath, sector, version } from '../../platform/persistence/columns.ts';
import { scopedOrMineOrPublished, scoped } from '../../platform/persistence/policies.ts';

const OrganisationSchema = defineEntity({
  name: 'Organisation',
  tableName: 'organisation',
  properties: {
    id: p.uuid().primary(),
    orgPath: orgPath(),
    sector: sector(),
    /** the organisation's own path: people who belong to it or below it see the row, neighbours do not */
    publishedTo: p.text().collation('C').default(''),
    parentId: p.uuid().nullable(),
    /** 组织编码 by which the office knows the unit; '' when it has none */
    code: p.string().length(40).collation('C').default(''),
    name: p.string().length(120).collation('C'),
    shortName: p.string().length(40).collation('C'),
    /** spelling and initials of the name */
    pinyin: p.string().length(240).default(''),
    shortPinyin: p.string().length(240).collation('C').default(''),
    shortInitials: p.string().length(120).collation('C').default(''),
    kind: p.string().length(40),
    position: p.integer().default(0),
    opensOn: day(),
    closedOn: day().nullable(),
    version: version(),
  },
  indexes: [{ name: 'organisation_parent', properties: ['parentId', 'position'] }],
  uniques: [{ name: 'organisation_path_key', properties: ['orgPath'] }],
  ...scopedOrMineOrPublished(),
});

/** 党组织: node of the tree as it stands today; its lines through time are edges. */
export class OrganisationRecord extends OrganisationSchema.class {}
OrganisationSchema.setClass(OrganisationRecord);

const OrganisationEdgeSchema = defineEntity({
  name: 'OrganisationEdge',
  tableName: 'organisation_edge',
  properties: {
    id: p.uuid().primary(),
    orgPath: orgPath(),
    sector: sector(),
    orgId: p.uuid(),
    superiorId: p.uuid(),
    /** leading 领导, guiding 指导, joint 联建 */
    line: p.string().length(10).$type<'leading' | 'guiding' | 'joint'>(),
    fromDay: day(),
    toDay: day().nullable(),
  },
  indexes: [{ name: 'organisation_edge_org', properties: ['orgId', 'line'] }, { name: 'organisation_edge_superior', properties: ['superiorId', 'line'] }],
  ...scoped(),
});

/** Dated edge from an organisation to a superior along one line (R-A1, R-A5). */
export class OrganisationEdgeRecord extends OrganisationEdgeSchema.class {}
OrganisationEdgeSchema.setClass(OrganisationEdgeRecord);

const SectorEnablementSchema = defineEntity({
  name: 'SectorEnablement',
  tableName: 'sector_enablement',
  properties: {
    id: p.uuid().primary(),
    orgPath: orgPath(),
    /** readable by everybody who belongs to the organisation */
    publishedTo: p.text().collation('C').default(''),
    orgId: p.uuid(),
    sector: sector(),
    pluginVersion: p.string().length(40),
    fromDay: day(),
    toDay: day().nullable(),
    version: version(),
  },
  indexes: [{ name: 'sector_enablement_path', properties: ['orgPath', 'sector'] }],
  ...scopedOrMineOrPublished(),
});

/** A sector plugin switched on for an organisation and its subtree (R-B6). */
export class SectorEnablementRecord extends SectorEnablementSchema.class {}
SectorEnablementSchema.setClass(SectorEnablementRecord);
