import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createMongoAbility } from '@casl/ability';
import type { AppAbility } from '@shuping/permissions';
import type { Principal, ScopeEntry } from './actor.ts';
import { sessionSettings } from './session-settings.ts';

function person(scope: readonly ScopeEntry[]): Principal {
  return { kind: 'person', accountId: 'a', personId: null, name: '', scope, circles: [], ability: createMongoAbility() as unknown as AppAbility, sessionId: '' };
}

const label = fc.constantFrom('a', 'a1', 'b');
const path = fc.array(label, { maxLength: 3 }).map((labels) => `/${labels.map((one) => `${one}/`).join('')}`);
const sectors = fc.oneof(fc.constant('*' as const), fc.subarray(['alpha', 'beta']));
const entry: fc.Arbitrary<ScopeEntry> = fc.record({ path, sectors });

describe('session settings', () => {
  test('admit exactly the rows that some entry admits, however entries overlap', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 6 }), path, fc.constantFrom('alpha', 'beta', 'gamma'), (scope, rowPath, rowSector) => {
        const wanted = scope.some((one) => rowPath.startsWith(one.path) && (one.sectors === '*' || one.sectors.includes(rowSector)));
        const settings = sessionSettings(person(scope), '2026-01-01');
        const listed = (name: 'app.scope_all' | 'app.scope_sector') => settings[name].split(' ').filter((text) => text !== '');
        const shown = listed('app.scope_all').some((one) => rowPath.startsWith(one)) || listed('app.scope_sector').some((one) => `${rowSector}:${rowPath}`.startsWith(one));
        expect(shown).toBe(wanted);
      }),
    );
  });

  test('circles are the organisations and everything above them', () => {
    expect(sessionSettings({ ...person([]), circles: ['/a/b/', '/a/'] }, '2026-01-01')['app.circles']).toBe('/ /a/ /a/b/');
  });

  test('covered entries are dropped', () => {
    const settings = sessionSettings(person([{ path: '/a/', sectors: '*' }, { path: '/a/b/', sectors: '*' }, { path: '/a/c/', sectors: ['alpha'] }, { path: '/d/', sectors: ['beta'] }]), '2026-01-01');
    expect(settings).toMatchObject({ 'app.scope': '*:/a/ beta:/d/', 'app.scope_all': '/a/', 'app.scope_sector': 'beta:/d/' });
  });
});
