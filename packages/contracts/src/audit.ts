import { z } from 'zod';
import { DayText, Id, Instant, OrgPathText, PageQuery, pageOf } from './common.ts';

export const AuditQuery = z.strictObject({
  ...PageQuery.shape,
  action: z.string().max(100).optional(),
  subjectType: z.string().max(100).optional(),
  subjectId: z.string().max(100).optional(),
  accountId: Id.optional(),
  from: DayText.optional(),
  to: DayText.optional(),
});
export type AuditQuery = z.infer<typeof AuditQuery>;

export const AuditEntry = z.object({
  id: Id, at: Instant, action: z.string(), subjectType: z.string(), subjectId: z.string(), orgPath: OrgPathText, actor: z.string(), actorName: z.string(),
  reason: z.string().nullable(), before: z.unknown(), after: z.unknown(), hash: z.string(), seq: z.string().nullable(),
}).meta({ id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof AuditEntry>;
export const AuditPage = pageOf(AuditEntry).meta({ id: 'AuditPage' });

/** Verdict on the whole hash chain; `entries` are those that the asker may read, `complete` says that none waits to be chained, `broken` names the first entry that does not hold (its id only where the asker may read it). */
export const AuditVerdictOut = z.object({
  verified: z.boolean(),
  entries: z.int().min(0),
  complete: z.boolean(),
  head: z.string(),
  broken: z.object({ seq: z.string(), entryId: Id.nullable(), why: z.enum(['gap', 'entry-missing', 'entry-altered', 'columns-altered', 'link-altered']) }).nullable(),
}).meta({ id: 'AuditVerdict' });
export type AuditVerdictOut = z.infer<typeof AuditVerdictOut>;

/** Public half of the key that signs what leaves the installation; `publicKey` is SPKI in base64, `keyId` the first 16 hex digits of its SHA-256. */
export const SigningKeyOut = z.object({ algorithm: z.literal('Ed25519'), keyId: z.string(), publicKey: z.string(), pem: z.string() }).meta({ id: 'SigningKey' });
export type SigningKeyOut = z.infer<typeof SigningKeyOut>;
