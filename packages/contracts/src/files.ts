import { z } from 'zod';
import { Id, Instant, OrgPathText } from './common.ts';

export const StoredFile = z.object({
  id: Id, name: z.string(), size: z.number().int(), sha256: z.string(), contentType: z.string(), purpose: z.string(), orgPath: OrgPathText, createdAt: Instant,
}).meta({ id: 'StoredFile' });
export type StoredFile = z.infer<typeof StoredFile>;

export const UploadQuery = z.strictObject({ orgPath: OrgPathText, purpose: z.string().regex(/^[a-z][a-z0-9-]{0,40}$/) });
export type UploadQuery = z.infer<typeof UploadQuery>;
