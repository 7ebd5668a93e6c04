/** Closed path of an organisation: labels joined and ended by `/`, e.g. `/k3v9/a81x/`. */
export type OrgPath = string;

const PATH = /^(\/[a-z0-9]+)*\/$/;

export function isOrgPath(text: string): boolean {
  return PATH.test(text);
}

/** True when `path` is `root` itself or lies below it. */
export function isUnder(path: OrgPath, root: OrgPath): boolean {
  return path.startsWith(root);
}

/** Half-open text range that holds exactly the subtree of `root` under COLLATE "C". */
export function subtreeRange(root: OrgPath): { readonly gte: string; readonly lt: string } {
  return { gte: root, lt: `${root}~` };
}

/** Path of the superior; null for a root. */
export function parentPath(path: OrgPath): OrgPath | null {
  const cut = path.slice(0, -1).lastIndexOf('/');
  return cut < 0 ? null : path.slice(0, cut + 1) === '/' ? null : path.slice(0, cut + 1);
}
