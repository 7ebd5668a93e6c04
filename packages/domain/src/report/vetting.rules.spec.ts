import { describe, expect, test } from '@jest/globals';
import { passedUnchanged, stepRoles, type VettingDeed } from './vetting.rules.ts';

const deed = (stepIndex: number, act: VettingDeed['act'], hash: string): VettingDeed => ({ stepIndex, act, hash });

describe('R-E5 an unchanged report needs no second reading', () => {
  test('steps that signed exactly this text pass it on, up to the first that did not', () => {
    const deeds = [deed(0, 'sign', 'a'), deed(1, 'sign', 'a'), deed(2, 'return', 'a')];
    expect(passedUnchanged(3, deeds, 'a')).toBe(2);
    expect(passedUnchanged(3, deeds, 'b')).toBe(0);
    expect(passedUnchanged(3, [deed(1, 'sign', 'a')], 'a')).toBe(0);
  });

  test('a pass counts like a signature, a later return of the same text takes it back', () => {
    expect(passedUnchanged(2, [deed(0, 'sign', 'a'), deed(0, 'pass', 'a')], 'a')).toBe(1);
    expect(passedUnchanged(2, [deed(0, 'sign', 'a'), deed(0, 'return', 'a')], 'a')).toBe(0);
  });

  test('the last step is never skipped', () => {
    expect(passedUnchanged(1, [deed(0, 'sign', 'a')], 'a')).toBe(0);
  });
});

describe('R-E3 roles at a step', () => {
  const at = (role: string, more = {}) => ({ role, path: '/u/d/', sectors: '*' as const, ...more });

  test('a grant reaches its subtree and sectors only; vetter:<role> stands for the role', () => {
    expect(stepRoles([at('vetter:party_office'), at('host_leader')], '/u/d/b/', 'school')).toEqual(['party_office', 'host_leader']);
    expect(stepRoles([at('host_leader', { path: '/u/e/' }), at('host_leader', { sectors: ['hospital'] })], '/u/d/b/', 'school')).toEqual([]);
  });

  test("a plugin's role counts in its own sector, and never as a vetter of the core", () => {
    expect(stepRoles([at('organiser', { plugin: 'school' })], '/u/d/b/', 'school')).toEqual(['organiser']);
    expect(stepRoles([at('host_leader', { plugin: 'hospital' })], '/u/d/b/', 'school')).toEqual([]);
    expect(stepRoles([at('vetter:host_leader', { plugin: 'school' })], '/u/d/b/', 'school')).toEqual(['vetter:host_leader']);
  });
});
