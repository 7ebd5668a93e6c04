import type { z } from 'zod';
import { joinPath, pathOfKeys } from '../path.ts';
import { type Finding, finding } from '../publish/context.ts';

type Issue = z.core.$ZodIssue;

/**
 * What a schema says against a value, each with its path: scheme.kind-unknown (a node, edit or rule of no known kind), scheme.number (no plain decimal), scheme.too-many
 * (list longer than allowed), else scheme.shape with the schema's own words for it.
 */
export function shapeFindings(root: unknown, issues: readonly Issue[]): Finding[] {
  return issues.flatMap((issue) => {
    const at = pathOfKeys(root, issue.path);
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => finding('scheme.shape', joinPath(at, key), { issue: issue.code, detail: '' }));
    const value = valueOfKeys(root, issue.path);
    if (issue.code === 'invalid_union' && 'discriminator' in issue && typeof issue.discriminator === 'string') {
      const kind = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[issue.discriminator] : value;
      return [finding('scheme.kind-unknown', at, { kind: typeof kind === 'string' ? kind.slice(0, 80) : '' })];
    }
    if (typeof value === 'number' && (issue.code === 'custom' || !Number.isFinite(value))) return [finding('scheme.number', at, { value: String(value) })];
    if (issue.code === 'too_big' && Array.isArray(value)) return [finding('scheme.too-many', at, { count: value.length, most: Number(issue.maximum) })];
    return [finding('scheme.shape', at, { issue: issue.code, detail: issue.code === 'custom' ? issue.message : detailOf(issue) })];
  });
}

function valueOfKeys(root: unknown, keys: readonly PropertyKey[]): unknown {
  let node = root;
  for (const key of keys) {
    if (typeof node !== 'object' || node === null || !Object.hasOwn(node, key)) return undefined;
    node = (node as Record<PropertyKey, unknown>)[key];
  }
  return node;
}

function detailOf(issue: object): string {
  const { expected, minimum, maximum, values } = issue as { expected?: unknown; minimum?: unknown; maximum?: unknown; values?: unknown };
  const said = expected ?? minimum ?? maximum ?? (Array.isArray(values) ? values.join(',') : undefined);
  return said === undefined ? '' : String(said);
}
