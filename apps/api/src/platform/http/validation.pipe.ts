import { StandardSchemaValidationPipe } from '@nestjs/common';
import { ProblemError } from './problem.ts';

type Issue = { readonly path?: readonly unknown[] | undefined; readonly code?: string; readonly [key: string]: unknown };

const SHOWN = ['expected', 'format', 'minimum', 'maximum', 'origin', 'divisor'] as const;

/** Checks body, query and path against the schemas of the route; a wrong one answers `request.invalid` and names each place as a JSON pointer. */
export function validationPipe(): StandardSchemaValidationPipe {
  return new StandardSchemaValidationPipe({ exceptionFactory: (issues) => new ProblemError({ code: 'request.invalid', issues: (issues as unknown as readonly Issue[]).slice(0, 100).map(toProblem) }) });
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
