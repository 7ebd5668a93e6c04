/** Value at a scheme path (list members by id, fields by name), or undefined. */
export function valueAt(root: unknown, path: string): unknown {
  let at: unknown = root;
  for (const part of path.split('/')) {
    if (Array.isArray(at)) at = at.find((item) => idOf(item) === part);
    else if (at !== null && typeof at === 'object' && Object.hasOwn(at, part)) at = (at as Record<string, unknown>)[part];
    else return undefined;
  }
  return at;
}

/** Path of a place in data, list positions replaced by the ids of their members where they have one. */
export function pathWithIds(root: unknown, parts: readonly PropertyKey[]): string {
  let at: unknown = root;
  const names: string[] = [];
  for (const part of parts) {
    const next: unknown = at !== null && typeof at === 'object' ? (at as Record<PropertyKey, unknown>)[part] : undefined;
    names.push((Array.isArray(at) ? idOf(next) : undefined) ?? String(part));
    at = next;
  }
  return names.join('/');
}

/** Every leaf of JSON-like data with its path, list members named by id. Functions and undefined are passed over. */
export function leaves(value: unknown, path: readonly string[] = []): { readonly path: string; readonly value: string | number | boolean | null }[] {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return [{ path: path.join('/'), value }];
  if (Array.isArray(value)) return value.flatMap((item, index) => leaves(item, [...path, idOf(item) ?? String(index)]));
  if (typeof value === 'object') return Object.entries(value).flatMap(([key, item]) => leaves(item, [...path, key]));
  return [];
}

function idOf(item: unknown): string | undefined {
  if (item === null || typeof item !== 'object') return undefined;
  const id = (item as { id?: unknown }).id;
  return typeof id === 'string' ? id : undefined;
}
