import { randomUUID } from 'node:crypto';

export type Schema = { readonly [key: string]: unknown };

/** Smallest value that a JSON schema of the API document takes: required properties, first alternative, shortest text. */
export function sampleOf(schema: Schema, all: Readonly<Record<string, Schema>>): unknown {
  if (typeof schema['$ref'] === 'string') return sampleOf(all[schema['$ref'].split('/').at(-1)!] ?? {}, all);
  if ('const' in schema) return schema['const'];
  if (Array.isArray(schema['enum'])) return schema['enum'][0] as unknown;
  const alternatives = (schema['anyOf'] ?? schema['oneOf'] ?? schema['allOf']) as Schema[] | undefined;
  if (alternatives?.[0]) return sampleOf(alternatives[0], all);
  const type = Array.isArray(schema['type']) ? (schema['type'] as string[])[0] : schema['type'];
  if (type === 'object') return Object.fromEntries(((schema['required'] ?? []) as string[]).map((key) => [key, sampleOf((schema['properties'] as Record<string, Schema> | undefined)?.[key] ?? {}, all)]));
  if (type === 'array') return Array.from({ length: Number(schema['minItems'] ?? 0) }, () => sampleOf((schema['items'] ?? {}) as Schema, all));
  if (type === 'integer' || type === 'number') return Math.max(Number(schema['minimum'] ?? 0), 0);
  if (type === 'boolean') return true;
  if (type === 'string') return textOf(schema);
  return null;
}

function textOf(schema: Schema): string {
  const pattern = String(schema['pattern'] ?? '');
  if (schema['format'] === 'uuid') return randomUUID();
  if (schema['format'] === 'date-time') return '2026-12-20T06:00:00.000Z';
  if (schema['format'] === 'date' || /\\d\{4\}/.test(pattern)) return '2026-12-20';
  if (pattern.includes('/')) return '/a1/';
  const short = 'x'.repeat(Math.max(1, Number(schema['minLength'] ?? 1)));
  return pattern !== '' && !new RegExp(pattern, 'u').test(short) ? '1' : short;
}
