import { defineEntity, p } from '@mikro-orm/core';
import { appendOnly, IN_SCOPE } from '../append-only.ts';
import { orgPath } from '../persistence/columns.ts';

const AuditEntrySchema = defineEntity({
  name: 'AuditEntry',
  tableName: 'audit_entry',
  properties: {
    id: p.uuid().primary(),
    orgPath: orgPath(),
    at: p.datetime(6),
    action: p.string().length(100),
    subjectType: p.string().length(60),
    subjectId: p.string().length(100),
    /** account id, or the name of the server's own actor */
    actor: p.string().length(100),
    /** canonical JSON of the whole entry, as hashed */
    bytes: p.text(),
    hash: p.string().length(64),
  },
  indexes: [
    { name: 'audit_entry_path', properties: ['orgPath', 'at'] },
    { name: 'audit_entry_at', properties: ['at', 'id'] },
    { name: 'audit_entry_subject', properties: ['subjectType', 'subjectId'] },
  ],
  ...appendOnly(IN_SCOPE),
});

/** One act, written in its own transaction; nobody changes or removes it (R-K3). */
export class AuditEntryRecord extends AuditEntrySchema.class {}
AuditEntrySchema.setClass(AuditEntryRecord);

const AuditPendingSchema = defineEntity({
  name: 'AuditPending',
  tableName: 'audit_pending',
  properties: { entryId: p.uuid().primary(), at: p.datetime(6) },
  ...appendOnly('(select app_system())', '(select app_system())'),
});

/** Entry that the sequencer has not chained yet. */
export class AuditPendingRecord extends AuditPendingSchema.class {}
AuditPendingSchema.setClass(AuditPendingRecord);

const AuditLinkSchema = defineEntity({
  name: 'AuditLink',
  tableName: 'audit_chain',
  properties: {
    seq: p.bigint('string').primary().autoincrement(false),
    entryId: p.uuid(),
    /** sha256 of `previous|entry hash` */
    hash: p.string().length(64),
  },
  uniques: [{ name: 'audit_chain_entry', properties: ['entryId'] }],
  ...appendOnly('true', undefined, '(select app_system())'),
});

/** Link of the hash chain; `seq` runs from 1 without a gap. */
export class AuditLinkRecord extends AuditLinkSchema.class {}
AuditLinkSchema.setClass(AuditLinkRecord);
