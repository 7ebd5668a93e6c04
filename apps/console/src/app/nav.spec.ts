import { describe, expect, test } from '@jest/globals';
import { NAV, needsOf } from './nav.ts';

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
