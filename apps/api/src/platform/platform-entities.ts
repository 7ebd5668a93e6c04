import { AuditEntryRecord, AuditLinkRecord, AuditPendingRecord } from './audit/audit.entity.ts';
import { AccountRecord, CredentialRecord, LoginFailureRecord, SessionRecord, TotpRecord } from './auth/account.entity.ts';
import { RoleGrantRecord } from './authz/role-grant.entity.ts';
import { StoredFileRecord } from './files/file.entity.ts';
import { IdempotencyKeyRecord, IdempotentActRecord } from './http/idempotency.entity.ts';
import { JobRecord } from './jobs/job.entity.ts';
import { OutboxRecord, OutboxSeenRecord } from './outbox/outbox.entity.ts';

export const PLATFORM_ENTITIES = [
  AccountRecord, CredentialRecord, LoginFailureRecord, SessionRecord, TotpRecord, RoleGrantRecord, AuditEntryRecord, AuditPendingRecord, AuditLinkRecord, JobRecord, StoredFileRecord,
  OutboxRecord, OutboxSeenRecord, IdempotencyKeyRecord, IdempotentActRecord,
];
