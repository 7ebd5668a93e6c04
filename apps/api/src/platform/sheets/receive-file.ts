import type {} from '@fastify/multipart';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import type { FastifyRequest } from 'fastify';
import { safeName } from '../files/content-type.ts';

export type ReceivedFile = { readonly name: string; readonly bytes: Buffer };

/** The one file of a multipart request. Errors: `file.missing`, `file.too-large`, `file.bad-name`. */
export async function receiveFile(request: FastifyRequest): Promise<Result<ReceivedFile, Problem>> {
  const part = request.isMultipart() ? await request.file() : undefined;
  if (!part) return err({ code: 'file.missing' });
  const bytes = await part.toBuffer().catch((error: unknown) => {
    if (part.file.truncated) return null;
    throw error;
  });
  if (bytes === null) return err({ code: 'file.too-large' });
  const name = safeName(part.filename);
  return name === null ? err({ code: 'file.bad-name' }) : ok({ name, bytes });
}
