import { defineEntity, p } from '@mikro-orm/core';
import { orgPath } from '../persistence/columns.ts';
import { scopedOrMine } from '../persistence/policies.ts';

const FileSchema = defineEntity({
  name: 'StoredFile',
  tableName: 'file',
  properties: {
    id: p.uuid().primary(),
    orgPath: orgPath(),
    personId: p.uuid().nullable(),
    /** name as shown; the stored name is the id */
    name: p.string().length(200),
    size: p.integer(),
    sha256: p.string().length(64),
    /** by the first bytes, never by what the sender says */
    contentType: p.string().length(120),
    purpose: p.string().length(40),
    createdAt: p.datetime(),
  },
  indexes: [{ name: 'file_path', properties: ['orgPath', 'createdAt'] }, { name: 'file_person', properties: ['personId'] }],
  ...scopedOrMine({ personColumn: 'person_id', anySector: true, mineWritable: true }),
});

/** A stored file's record; the bytes lie behind the `FileStore` port (R-K4). */
export class StoredFileRecord extends FileSchema.class {}
FileSchema.setClass(StoredFileRecord);
