import { describe, expect, test } from '@jest/globals';
import { changeTolerance, commandsOf, effectOnResult, inspectMachine, RESULT_MACHINE, TOLERANCE_MACHINE, type ToleranceCommand, type ToleranceState } from '../index.ts';

const LEGAL: Record<ToleranceState, ToleranceCommand[]> = { filed: ['review', 'withdraw'], reviewed: ['review', 'approve', 'reject', 'withdraw'], approved: [], rejected: [], withdrawn: [] };
const OTHER = { words: '属先行先试', actorIsSubject: false };

describe('R-H3 machine of an application of fault tolerance', () => {
  test('every state is reachable and offers exactly its commands; nothing is decided without an opinion', () => {
    expect(inspectMachine(TOLERANCE_MACHINE, 'filed')).toEqual({ unreachable: [], unknown: [] });
    for (const [state, commands] of Object.entries(LEGAL)) expect(commandsOf(TOLERANCE_MACHINE, state as ToleranceState)).toEqual(commands);
    expect(changeTolerance('filed', 'approve', OTHER)).toMatchObject({ error: { code: 'tolerance.illegal-transition', params: { from: 'filed', command: 'approve' } } });
    expect(changeTolerance('reviewed', 'approve', OTHER)).toEqual({ ok: true, value: 'approved' });
  });

  test('nobody judges the own case, everybody says why; the applicant may take it back until it is decided', () => {
    const own = { ...OTHER, actorIsSubject: true };
    for (const command of ['review', 'approve', 'reject'] as const) expect(changeTolerance('reviewed', command, own)).toMatchObject({ error: { code: 'tolerance.own' } });
    for (const command of ['review', 'approve', 'reject', 'withdraw'] as const) expect(changeTolerance('reviewed', command, { words: '  ', actorIsSubject: false })).toMatchObject({ error: { code: 'reason.required' } });
    expect(changeTolerance('reviewed', 'withdraw', own)).toEqual({ ok: true, value: 'withdrawn' });
    for (const state of ['approved', 'rejected', 'withdrawn'] as const) expect(changeTolerance(state, 'withdraw', own)).toMatchObject({ error: { code: 'tolerance.illegal-transition' } });
  });

  test('before publicity the score is computed again; afterwards a new version is made, and what is final changes in no other way', () => {
    expect([null, 'computed', 'decided', 'published', 'final'].map((state) => effectOnResult(state as never))).toEqual(['noted', 'recompute', 'recompute', 'recheck', 'correct']);
    expect(commandsOf(RESULT_MACHINE, 'final')).toEqual(['correct']);
  });
});
