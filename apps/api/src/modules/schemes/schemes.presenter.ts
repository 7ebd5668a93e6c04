import type { ChainItem, LayerSummary } from '@shuping/contracts';
import { mayOf } from '@shuping/permissions';
import type { Layer } from '@shuping/scheme';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import type { SchemeLayerRecord } from './scheme.entity.ts';
import type { LineLayer, SchemeLine } from './scheme-lines.ts';

/** True while a layer may still be changed. */
export function isDraft(record: Pick<SchemeLayerRecord, 'state'>): boolean {
  return record.state === 'draft';
}

/** Layer as lists show it, with what the asker may do. */
export function toSummary(record: SchemeLayerRecord, who: AppPrincipal): LayerSummary {
  const frozen = isDraft(record) ? null : 'layer.frozen';
  const { id, orgId, sector, year, number, state, tag, note, version, lean } = record;
  return {
    id, orgId, sector, year, number, state, tag, note, version, lean,
    edits: record.edits.length, constraints: record.constraints.length, publishedAt: record.publishedAt?.toISOString() ?? null,
    may: { ...mayOf(who.ability, 'SchemeLayer', record, { edit: 'update', publish: 'publish', discard: 'delete' }, { edit: frozen, publish: frozen, discard: frozen }) },
  };
}

/** The line from the plugin's default down through the given layers. */
export function toChain(line: Pick<SchemeLine, 'plugin' | 'base'>, layers: readonly LineLayer[]): ChainItem[] {
  const bottom: ChainItem = { id: line.base.id, kind: 'plugin', orgId: null, owner: line.plugin.title, tag: line.base.tag, number: 0, edits: 0, constraints: line.base.constraints.length, newer: false };
  return [bottom, ...layers.map(({ record, layer, newer }): ChainItem => ({
    id: record.id, kind: 'layer', orgId: record.orgId, owner: layer.owner, tag: layer.tag, number: record.number, edits: record.edits.length, constraints: record.constraints.length, newer,
  }))];
}

/** What a programme of the line adds, as the last links of it. */
export function toProgrammeLink({ id, owner, tag, edits, constraints }: Layer): ChainItem {
  return { id, kind: 'programme', orgId: null, owner, tag, number: 0, edits: edits.length, constraints: constraints.length, newer: false };
}
