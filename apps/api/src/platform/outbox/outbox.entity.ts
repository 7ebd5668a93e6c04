import { defineEntity, p } from '@mikro-orm/core';
import { queue } from '../append-only.ts';
import { orgPath } from '../persistence/columns.ts';
import { systemOnly } from '../persistence/policies.ts';

const OutboxSchema = defineEntity({
  name: 'OutboxEvent',
  tableName: 'outbox',
  properties: {
    id: p.uuid().primary(),
    orgPath: orgPath(),
    hostId: p.uuid().nullable(),
    type: p.string().length(100),
    key: p.string().length(200),
    payload: p.json<unknown>(),
    at: p.datetime(6),
  },
  indexes: [{ name: 'outbox_at', properties: ['at'] }],
  ...queue(),
});

/** Event waiting for its consumers, written in the acting transaction. */
export class OutboxRecord extends OutboxSchema.class {}
OutboxSchema.setClass(OutboxRecord);

const OutboxSeenSchema = defineEntity({
  name: 'OutboxSeen',
  tableName: 'outbox_seen',
  properties: {
    consumer: p.string().length(100).primary(),
    key: p.string().length(300).primary(),
    at: p.datetime(),
  },
  ...systemOnly(),
});

/** A consumer has done with an event key; a repeat is dropped. */
export class OutboxSeenRecord extends OutboxSeenSchema.class {}
OutboxSeenSchema.setClass(OutboxSeenRecord);
