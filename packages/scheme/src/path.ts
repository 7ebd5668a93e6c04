/** What a list member is addressed by: its `id`, or the word itself in a list of words. Undefined for anything else. */
export function memberId(member: unknown): string | undefined {
  if (typeof member === 'string') return member;
  const id = typeof member === 'object' && member !== null ? (member as { id?: unknown }).id : undefined;
  return typeof id === 'string' ? id : undefined;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** True when every member has an address; an empty list counts. */
export function isMemberList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.every((member) => memberId(member) !== undefined);
}

export function indexOfMember(list: readonly unknown[], id: string): number {
  for (let i = 0; i < list.length; i += 1) if (memberId(list[i]) === id) return i;
  return -1;
}

/** Value one step down, or undefined. Inherited members are never seen. */
export function childOf(node: unknown, segment: string): unknown {
  if (Array.isArray(node)) {
    const at = indexOfMember(node, segment);
    return at < 0 ? undefined : node[at];
  }
  return isRecord(node) && Object.hasOwn(node, segment) ? node[segment] : undefined;
}

/** Value at a scheme path, or undefined when there is none. The empty path is the scheme itself. */
export function valueAt(scheme: unknown, path: string): unknown {
  if (path === '') return scheme;
  let node = scheme;
  for (const segment of path.split('/')) {
    node = childOf(node, segment);
    if (node === undefined) return undefined;
  }
  return node;
}

export function joinPath(path: string, segment: string | number): string {
  return path === '' ? String(segment) : `${path}/${segment}`;
}

/** True when `path` is `root` or lies below it. */
export function isPathUnder(path: string, root: string): boolean {
  return root === '' || path === root || path.startsWith(`${root}/`);
}

/** The path itself and its ancestors, nearest first; the scheme as a whole is not among them. */
export function selfAndAncestors(path: string): string[] {
  const out: string[] = [];
  for (let rest = path; rest !== ''; rest = rest.slice(0, Math.max(0, rest.lastIndexOf('/')))) out.push(rest);
  return out;
}

/** Scheme path of keys and indexes as zod reports them: members by id where they have one, else by index. */
export function pathOfKeys(scheme: unknown, keys: readonly PropertyKey[]): string {
  let node = scheme;
  let path = '';
  for (const key of keys) {
    if (Array.isArray(node) && typeof key === 'number') {
      path = joinPath(path, isMemberList(node) ? (memberId(node[key]) ?? key) : key);
      node = node[key];
    } else {
      path = joinPath(path, String(key));
      node = childOf(node, String(key));
    }
  }
  return path;
}
