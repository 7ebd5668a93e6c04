import { defineEntity, p } from '@mikro-orm/core';
import type { Constraint, Edit, Scheme } from '@shuping/scheme';
import { orgPath, sector, version } from '../../platform/persistence/columns.ts';
import { openRead, scopedOrMineOrPublished } from '../../platform/persistence/policies.ts';

const SchemeLayerSchema = defineEntity({
  name: 'SchemeLayer',
  tableName: 'scheme_layer',
  properties: {
    id: p.uuid().primary(),
    orgPath: orgPath(),
    sector: sector(),
    /** circle that may read the layer: the owner's path once published, '' while a draft */
    publishedTo: p.text().collation('C').default(''),
    orgId: p.uuid(),
    year: p.integer(),
    number: p.integer(),
    state: p.string().length(12).$type<'draft' | 'published' | 'superseded'>(),
    tag: p.string().length(20),
    edits: p.json<Edit[]>(),
    constraints: p.json<Constraint[]>(),
    /** the owner writes a scheme of its own (自拟) on the sector's lean base; counts for the first layer of a line */
    lean: p.boolean().default(false),
    /** layers that this one stands on (a draft: stood on when begun or last rebased), top first: plugin hash, then layer ids */
    upstream: p.json<string[]>(),
    publishedAt: p.datetime().nullable(),
    note: p.text().default(''),
    version: version(),
  },
  indexes: [{ name: 'scheme_layer_owner', properties: ['orgId', 'sector', 'year', 'number'] }, { name: 'scheme_layer_path', properties: ['orgPath'] }],
  ...scopedOrMineOrPublished(),
});

/** 方案层: one organisation's part of a scheme for a sector and year (R-B2, R-B4). */
export class SchemeLayerRecord extends SchemeLayerSchema.class {}
SchemeLayerSchema.setClass(SchemeLayerRecord);

const EffectiveSchemeSchema = defineEntity({
  name: 'EffectiveScheme',
  tableName: 'effective_scheme',
  properties: {
    hash: p.string().length(64).primary(),
    sector: sector(),
    engine: p.string().length(20),
    scheme: p.json<Scheme>(),
    provenance: p.json<Record<string, unknown>>(),
    layers: p.json<{ id: string; owner: unknown; tag: unknown }[]>(),
  },
  ...openRead({ writable: 'everybody' }),
});

/** Effective scheme, stored once by content hash; cycles point to it (R-B4). */
export class EffectiveSchemeRecord extends EffectiveSchemeSchema.class {}
EffectiveSchemeSchema.setClass(EffectiveSchemeRecord);
