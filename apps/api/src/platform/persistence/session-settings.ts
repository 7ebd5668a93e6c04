import { isOrgPath, type Day } from '@shuping/kernel';
import type { Actor, ScopeEntry } from './actor.ts';

/** Transaction-local settings that the row policies read. */
export type SessionSettings = {
  readonly 'app.scope': string;
  readonly 'app.person': string;
  readonly 'app.circles': string;
  readonly 'app.system': '' | 'on';
};

const SECTOR = /^[a-z0-9][a-z0-9-]*$/;

/** Settings for one transaction of `actor` on the civil day `today`; a malformed path or sector throws, since it would widen the scope. */
export function sessionSettings(actor: Actor, today: Day): SessionSettings {
  if (actor.kind === 'system') return { 'app.scope': '', 'app.person': '', 'app.circles': '', 'app.system': 'on' };
  const entries = actor.scope.filter((entry) => isActive(entry, today)).flatMap(scopeTexts);
  return {
    'app.scope': [...new Set(entries)].join(' '),
    'app.person': actor.personId ?? '',
    'app.circles': [...new Set(actor.circles.map(checkedPath))].join(' '),
    'app.system': '',
  };
}

/** True when `today` lies within the days of the entry, ends included. */
export function isActive(entry: ScopeEntry, today: Day): boolean {
  return (entry.from === undefined || entry.from <= today) && (entry.to === undefined || today <= entry.to);
}

function scopeTexts(entry: ScopeEntry): string[] {
  const path = checkedPath(entry.path);
  if (entry.sectors === '*') return [`*:${path}`];
  return entry.sectors.map((sector) => {
    if (!SECTOR.test(sector)) throw new Error(`malformed sector in scope: ${JSON.stringify(sector)}`);
    return `${sector}:${path}`;
  });
}

function checkedPath(path: string): string {
  if (!isOrgPath(path)) throw new Error(`malformed path in scope: ${JSON.stringify(path)}`);
  return path;
}
