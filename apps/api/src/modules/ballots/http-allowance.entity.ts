import { defineEntity, p } from '@mikro-orm/core';
import { openRead } from '../../platform/persistence/policies.ts';

const PlainHttpWordSchema = defineEntity({
  name: 'PlainHttpWord',
  tableName: 'plain_http_word',
  properties: {
    id: p.uuid().primary(),
    sentence: p.string().length(300),
    givenBy: p.string().length(60),
    givenAt: p.datetime(),
    takenBackBy: p.string().length(60).nullable(),
    takenBackAt: p.datetime().nullable(),
  },
  ...openRead({ writable: 'everybody' }),
});

/** A system administrator's word that real votes may go over plain http; the one that is not taken back holds. */
export class PlainHttpWordRecord extends PlainHttpWordSchema.class {}
PlainHttpWordSchema.setClass(PlainHttpWordRecord);
