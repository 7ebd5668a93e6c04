import { isOrgPath, isUnder, type Day, type OrgPath } from '@shuping/kernel';

/** A role given to an account on a subtree; `from` and `to` are the first and last valid day. */
export type Grant = {
  readonly role: string;
  readonly path: OrgPath;
  readonly sectors: '*' | readonly string[];
  readonly from?: Day | undefined;
  readonly to?: Day | undefined;
  /** id of the sector plugin that supplies the role; the grant is clipped to that sector */
  readonly plugin?: string | undefined;
};

/** One entry of the scope that ability, list filter and row policies share (design 5). */
export type ScopeEntry = {
  readonly path: OrgPath;
  readonly sectors: '*' | readonly string[];
  readonly from?: Day | undefined;
  readonly to?: Day | undefined;
};

export function isValidOn(grant: Pick<Grant, 'from' | 'to'>, today: Day): boolean {
  return (grant.from === undefined || grant.from <= today) && (grant.to === undefined || today <= grant.to);
}

/** Sectors that a grant reaches after clipping a plugin's role to its own sector; empty = nothing. */
export function sectorsOf(grant: Grant): '*' | readonly string[] {
  if (grant.plugin === undefined) return grant.sectors;
  return grant.sectors === '*' || grant.sectors.includes(grant.plugin) ? [grant.plugin] : [];
}

/** Scope of the grants valid on `today`, without entries that another entry covers. Throws on a malformed path: that is a bug of the caller. */
export function scopeOf(grants: readonly Grant[], today: Day): ScopeEntry[] {
  const entries: ScopeEntry[] = [];
  for (const grant of grants) {
    if (!isOrgPath(grant.path)) throw new TypeError(`not a closed path: ${grant.path}`);
    const sectors = sectorsOf(grant);
    if (!isValidOn(grant, today) || sectors.length === 0) continue;
    entries.push({ path: grant.path, sectors: sectors === '*' ? sectors : [...new Set(sectors)].sort(), from: grant.from, to: grant.to });
  }
  return entries.filter((entry, index) => !entries.some((other, at) => at !== index && covers(other, entry) && (at < index || !covers(entry, other))));
}

function covers(wide: ScopeEntry, narrow: ScopeEntry): boolean {
  if (!isUnder(narrow.path, wide.path)) return false;
  if (wide.sectors === '*') return true;
  return narrow.sectors !== '*' && narrow.sectors.every((sector) => wide.sectors.includes(sector));
}

/** Circles of a person: every organisation at or above one to which the person belongs, and `/` for all of them. */
export function circlesOf(paths: readonly OrgPath[]): string[] {
  const circles = new Set<string>();
  for (const path of paths) {
    if (!isOrgPath(path)) throw new TypeError(`not a closed path: ${path}`);
    for (let cut = path.indexOf('/'); cut >= 0; cut = path.indexOf('/', cut + 1)) circles.add(path.slice(0, cut + 1));
  }
  return [...circles].sort();
}
