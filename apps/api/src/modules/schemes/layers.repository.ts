import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/persistence/index.ts';
import { SchemeLayerRecord } from './scheme.entity.ts';

/** Owner, sector and year: at most one draft and one published layer each. */
export type LayerKey = { readonly orgId: string; readonly sector: string; readonly year: number };

/** The only file of the module that sees layer rows. */
@Injectable()
export class LayersRepository {
  get(tx: Tx, id: string): Promise<SchemeLayerRecord | null> {
    return tx.em.findOne(SchemeLayerRecord, { id });
  }

  /** The layer, kept from changing until the transaction ends: what is thrown away is still the draft that was looked at. */
  locked(tx: Tx, id: string): Promise<SchemeLayerRecord | null> {
    return tx.em.findOne(SchemeLayerRecord, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  }

  /** All layers of one owner for a sector and year, newest number first. */
  of(tx: Tx, key: LayerKey): Promise<SchemeLayerRecord[]> {
    return tx.em.find(SchemeLayerRecord, { ...key }, { orderBy: { number: 'desc' } });
  }

  ofYear(tx: Tx, orgId: string, year: number): Promise<SchemeLayerRecord[]> {
    return tx.em.find(SchemeLayerRecord, { orgId, year }, { orderBy: { number: 'desc' } });
  }

  published(tx: Tx, orgIds: readonly string[], sector: string, year: number): Promise<SchemeLayerRecord[]> {
    return tx.em.find(SchemeLayerRecord, { orgId: { $in: [...orgIds] }, sector, year, state: 'published' });
  }

  /** Drafts of the organisations at these paths. */
  draftsAt(tx: Tx, paths: readonly string[], limit: number): Promise<SchemeLayerRecord[]> {
    return paths.length === 0 ? Promise.resolve([]) : tx.em.find(SchemeLayerRecord, { state: 'draft', orgPath: { $in: [...paths] } }, { orderBy: { year: 'desc', id: 'asc' }, limit });
  }

  byIds(tx: Tx, ids: readonly string[]): Promise<SchemeLayerRecord[]> {
    return ids.length === 0 ? Promise.resolve([]) : tx.em.find(SchemeLayerRecord, { id: { $in: [...ids] } });
  }

  /** Waits until no other transaction changes which layers of the key are draft and published. */
  async lock(tx: Tx, key: LayerKey): Promise<void> {
    await tx.sql('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`scheme_layer:${key.orgId}:${key.sector}:${key.year}`]);
  }

  async create(tx: Tx, data: Omit<LayerRow, 'version'>): Promise<SchemeLayerRecord> {
    const record = tx.em.create(SchemeLayerRecord, data as never);
    tx.em.persist(record);
    await tx.em.flush();
    return record;
  }

  async remove(tx: Tx, record: SchemeLayerRecord): Promise<void> {
    tx.em.remove(record);
    await tx.em.flush();
  }
}

type LayerRow = Pick<SchemeLayerRecord, 'id' | 'orgPath' | 'sector' | 'publishedTo' | 'orgId' | 'year' | 'number' | 'state' | 'tag' | 'edits' | 'constraints' | 'lean' | 'upstream' | 'publishedAt' | 'note' | 'version'>;
