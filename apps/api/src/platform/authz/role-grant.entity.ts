import { defineEntity, p } from '@mikro-orm/core';
import { day, orgPath, version } from '../persistence/columns.ts';
import { scopedOrMine } from '../persistence/policies.ts';

const RoleGrantSchema = defineEntity({
  name: 'RoleGrant',
  tableName: 'role_grant',
  properties: {
    id: p.uuid().primary(),
    accountId: p.uuid(),
    personId: p.uuid().nullable(),
    /** role id, with `:qualifier` where the role asks for one */
    role: p.string().length(100),
    /** sector plugin that supplies the role; '' = core */
    plugin: p.string().length(40).default(''),
    orgPath: orgPath(),
    sectors: p.json<'*' | string[]>(),
    fromDay: day().nullable(),
    toDay: day().nullable(),
    grantedBy: p.uuid().nullable(),
    createdAt: p.datetime(),
    version: version(),
  },
  indexes: [{ name: 'role_grant_account', properties: ['accountId'] }, { name: 'role_grant_path', properties: ['orgPath'] }],
  ...scopedOrMine({ personColumn: 'person_id', anySector: true }),
});

/** A role on a subtree, for sectors and days; revoking deletes the row, the audit log keeps it (R-K1). */
export class RoleGrantRecord extends RoleGrantSchema.class {}
RoleGrantSchema.setClass(RoleGrantRecord);
