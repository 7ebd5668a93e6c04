import { Scheme } from '../model/scheme.ts';
import type { Violation } from '../layer.ts';
import { joinPath, pathOfKeys } from '../path.ts';

export type Shaped = { readonly scheme: Scheme | null; readonly violations: readonly Violation[] };

/** Reads a draft with zod. Each issue becomes `scheme.shape` with its scheme path, the issue's own code, and the layer that has to mend it. */
export function shapeOf(draft: unknown, culprit: (path: string) => string): Shaped {
  const parsed = Scheme.safeParse(draft);
  if (parsed.success) return { scheme: parsed.data, violations: [] };
  const violations = parsed.error.issues.flatMap((issue) => {
    const at = pathOfKeys(draft, issue.path);
    const paths = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => joinPath(at, key)) : [at];
    return paths.map((path) => ({ code: 'scheme.shape', path, layer: culprit(path), params: { issue: issue.code, detail: issue.code === 'custom' ? issue.message : detailOf(issue) } }));
  });
  return { scheme: null, violations };
}

function detailOf(issue: object): string {
  const { expected, minimum, maximum, values } = issue as { expected?: unknown; minimum?: unknown; maximum?: unknown; values?: unknown };
  const said = expected ?? minimum ?? maximum ?? (Array.isArray(values) ? values.join(',') : undefined);
  return said === undefined ? '' : String(said);
}
