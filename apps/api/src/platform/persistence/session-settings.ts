import { isOrgPath, type Day, type OrgPath } from '@shuping/kernel';
import type { Actor, ScopeEntry } from './actor.ts';

/** Transaction-local settings that the row policies read. */
export type SessionSettings = {
  /** Every entry as `sector:path`, `*` for all sectors. */
  readonly 'app.scope': string;
  /** Paths of the entries over all sectors. */
  readonly 'app.scope_all': string;
  /** Entries clipped to a sector, as `sector:path`. */
  readonly 'app.scope_sector': string;
  readonly 'app.person': string;
  /** Paths of the circles the person is in: the organisations belonged to and everything above them. */
  readonly 'app.circles': string;
  readonly 'app.system': '' | 'on';
};

const SECTOR = /^[a-z0-9][a-z0-9-]*$/;

/** Settings for one transaction of `actor` on the civil day `today`; a malformed path or sector throws, since it would widen the scope. */
export function sessionSettings(actor: Actor, today: Day): SessionSettings {
  if (actor.kind === 'system') {
    return { 'app.scope': '', 'app.scope_all': '', 'app.scope_sector': '', 'app.person': '', 'app.circles': '', 'app.system': 'on' };
  }
  const active = actor.scope.filter((entry) => isActive(entry, today));
  const all = outermost(active.filter((entry) => entry.sectors === '*').map((entry) => checkedPath(entry.path)));
  const clipped = outermost(active.flatMap(sectorTexts)).filter((text) => !all.some((path) => text.slice(text.indexOf(':') + 1).startsWith(path)));
  return {
    'app.scope': [...all.map((path) => `*:${path}`), ...clipped].join(' '),
    'app.scope_all': all.join(' '),
    'app.scope_sector': clipped.join(' '),
    'app.person': actor.personId ?? '',
    'app.circles': [...new Set(actor.circles.map(checkedPath).flatMap(selfAndAbove))].join(' '),
    'app.system': '',
  };
}

/** True when `today` lies within the days of the entry, ends included. */
export function isActive(entry: ScopeEntry, today: Day): boolean {
  return (entry.from === undefined || entry.from <= today) && (entry.to === undefined || today <= entry.to);
}

function sectorTexts(entry: ScopeEntry): string[] {
  const path = checkedPath(entry.path);
  return entry.sectors === '*' ? [] : entry.sectors.map((sector) => `${checkedSector(sector)}:${path}`);
}

// what a wider entry covers costs a comparison a row and adds nothing
function outermost(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort().filter((text, index, sorted) => !sorted.slice(0, index).some((wider) => text.startsWith(wider)));
}

function selfAndAbove(path: OrgPath): OrgPath[] {
  return [...path.matchAll(/\//g)].map((slash) => path.slice(0, slash.index + 1));
}

function checkedSector(sector: string): string {
  if (!SECTOR.test(sector)) throw new Error(`malformed sector in scope: ${JSON.stringify(sector)}`);
  return sector;
}

function checkedPath(path: string): string {
  if (!isOrgPath(path)) throw new Error(`malformed path in scope: ${JSON.stringify(path)}`);
  return path;
}
