import { StandardSchemaValidationPipe, type ArgumentMetadata } from '@nestjs/common';
import { ProblemError } from './problem.ts';

type Issue = { readonly path?: readonly unknown[] | undefined; readonly code?: string; readonly [key: string]: unknown };

const SHOWN = ['expected', 'format', 'minimum', 'maximum', 'origin', 'divisor'] as const;

/** Checks body, query and path against the schemas of the route; a wrong one answers `request.invalid` and names each place as a JSON pointer. */
export function validationPipe(): StandardSchemaValidationPipe {
  return new ReadableTextPipe({ exceptionFactory: (issues) => new ProblemError({ code: 'request.invalid', issues: (issues as unknown as readonly Issue[]).slice(0, 100).map(toProblem) }) });
}

/** Besides, refuses text that no database keeps: with U+0000 or half a character in it. It would break the line to the database and be told as if that were away (SEC-I12). */
class ReadableTextPipe extends StandardSchemaValidationPipe {
  override async transform<T = unknown>(value: T, metadata: ArgumentMetadata): Promise<T> {
    const parsed = await super.transform<T>(value, metadata);
    const at = metadata.type === 'custom' ? null : unreadableAt(parsed, '');
    if (at !== null) throw new ProblemError({ code: 'request.invalid', issues: [{ code: 'request.invalid-value', at: at || '/', params: { reason: 'unreadable_text' } }] });
    return parsed;
  }
}

/** Place of the first text that cannot be kept; null where there is none. */
function unreadableAt(value: unknown, at: string): string | null {
  if (typeof value === 'string') return value.includes('\0') || !value.isWellFormed() ? at : null;
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return null;
  for (const [key, one] of Object.entries(value)) {
    const found = unreadableAt(key, at) ?? unreadableAt(one, `${at}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);
    if (found !== null) return found;
  }
  return null;
}

function toProblem(issue: Issue) {
  const at = (issue.path ?? []).map((part) => `/${String(typeof part === 'object' && part !== null && 'key' in part ? part.key : part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  const params: Record<string, string | number | boolean | null> = { reason: issue.code ?? 'invalid' };
  for (const name of SHOWN) {
    const value = issue[name];
    if (typeof value === 'string' || typeof value === 'number') params[name] = value;
  }
  if (Array.isArray(issue['keys'])) params['keys'] = issue['keys'].join(' ').slice(0, 200);
  return { code: 'request.invalid-value', at: at || '/', params };
}
