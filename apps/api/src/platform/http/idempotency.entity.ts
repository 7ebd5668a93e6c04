import { defineEntity, p } from '@mikro-orm/core';
import { appendOnly } from '../append-only.ts';
import { systemOnly } from '../persistence/policies.ts';

const IdempotencyKeySchema = defineEntity({
  name: 'IdempotencyKey',
  tableName: 'idempotency_key',
  properties: {
    /** sha256 of account and key */
    id: p.string().length(64).primary(),
    requestHash: p.string().length(64),
    status: p.integer().nullable(),
    body: p.json<unknown>().nullable(),
    createdAt: p.datetime(),
  },
  indexes: [{ properties: ['createdAt'] }],
  ...systemOnly(),
});

/** First answer to a request that must not happen twice. */
export class IdempotencyKeyRecord extends IdempotencyKeySchema.class {}
IdempotencyKeySchema.setClass(IdempotencyKeyRecord);

const IdempotentActSchema = defineEntity({
  name: 'IdempotentAct',
  tableName: 'idempotent_act',
  properties: { id: p.string().length(64).primary() },
  ...appendOnly('(select app_system())', '(select app_system())'),
});

/** Mark of a committed act, written in its own transaction: after a crash the act is known to have happened although its answer is lost. */
export class IdempotentActRecord extends IdempotentActSchema.class {}
IdempotentActSchema.setClass(IdempotentActRecord);
