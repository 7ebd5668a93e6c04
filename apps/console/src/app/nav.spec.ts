import { describe, expect, test } from '@jest/globals';
import { actionsOf, CORE_ROLES, MEMBER, subjectsOf } from '@shuping/permissions';
import { isShown, NAV, needsOf } from './nav.ts';

const entry = (id: string) => NAV.flatMap((group) => group.entries).find((one) => one.id === id);

describe('what a page of the rail needs', () => {
  test('is that of the entry it lies below', () => {
    expect(needsOf('/grading/opinions')?.id).toBe('grading');
    expect(needsOf('/vetting/7')?.needs).toEqual(['read', 'VettingStep']);
  });

  test('is nothing for home, for unknown addresses, and for the administration, which says itself who may not', () => {
    for (const path of ['/home', '/no-such-page', '/gradings', '/admin', '/admin/jobs']) expect(needsOf(path)).toBeNull();
  });

  test('scrutineers reach the cockpit of a meeting through the meeting', () => {
    expect(needsOf('/meetings/m1/cockpit')?.needs).toEqual(['read', 'Meeting']);
  });

  test('cockpit and slips of a meeting light their own entries', () => {
    expect(entry('cockpit')?.also?.test('/meetings/m1/cockpit')).toBe(true);
    expect(entry('tickets')?.also?.test('/meetings/m1/slips')).toBe(true);
    expect(entry('cockpit')?.also?.test('/meetings/m1')).toBe(false);
  });
});

describe('the rail of a role', () => {
  /** Entries that an account with this role, and what every account has, sees. */
  const railOf = (id: string): string[] => {
    const cells = [MEMBER, CORE_ROLES.find((role) => role.id === id)!].flatMap((role) => role.cells);
    const may = (action: string, subject: string): boolean => cells.some((cell) => (actionsOf(cell) as readonly string[]).includes(action) && (subjectsOf(cell) as readonly string[]).includes(subject));
    return NAV.flatMap((group) => group.entries).filter((one) => isShown(one, may)).map((one) => one.id);
  };

  test('of hall staff holds the meeting, not vetting, results or the dashboard', () => {
    expect(railOf('clerk')).toEqual(expect.arrayContaining(['meetings', 'tickets', 'cockpit', 'rules']));
    for (const role of ['clerk', 'scrutineer']) for (const id of ['dashboard', 'vetting', 'grading', 'scoring', 'ledger', 'programmes', 'admin', 'audit']) expect([role, id, railOf(role).includes(id)]).toEqual([role, id, false]);
  });

  test('of a secretary holds reports, results and the ledger, not the desk at which others vet', () => {
    expect(railOf('secretary')).toEqual(expect.arrayContaining(['reports', 'scoring', 'publicity', 'ledger', 'rules']));
    for (const id of ['vetting', 'dashboard', 'tickets', 'cockpit', 'programmes']) expect([id, railOf('secretary').includes(id)]).toEqual([id, false]);
  });

  test('of whoever runs or follows the year holds the dashboard; of who vets the desk', () => {
    for (const role of ['host_officer', 'host_leader', 'committee', 'observer', 'programme_officer']) expect([role, railOf(role).includes('dashboard')]).toEqual([role, true]);
    for (const role of ['host_officer', 'host_leader', 'committee', 'vetter']) expect([role, railOf(role).includes('vetting')]).toEqual([role, true]);
    for (const role of ['observer', 'programme_officer']) expect(railOf(role)).not.toContain('vetting');
    expect(railOf('programme_officer')).toContain('programmes');
  });

  test('of administrators and editors holds nothing of a cycle that they cannot read', () => {
    for (const role of ['system_admin', 'audit_admin', 'org_admin', 'scheme_editor']) for (const id of ['dashboard', 'vetting', 'scoring', 'ledger']) expect([role, id, railOf(role).includes(id)]).toEqual([role, id, false]);
    expect(railOf('scheme_editor')).toContain('schemes');
    for (const role of ['system_admin', 'audit_admin', 'org_admin']) expect([role, railOf(role).includes('rules')]).toEqual([role, false]);
  });
});
