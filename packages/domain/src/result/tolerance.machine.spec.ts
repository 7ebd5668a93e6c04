import { describe, expect, test } from '@jest/globals';
import { changeTolerance, commandsOf, effectOnResult, inspectMachine, RESULT_MACHINE, toleranceBar, toleranceDues, TOLERANCE_MACHINE, type ToleranceCommand, type ToleranceState } from '../index.ts';

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

  test('the scheme says on which grounds, about what and by when; the days of the decision count from the opinion', () => {
    const rules = { grounds: [{ id: 'pioneering', title: { text: '先行先试' } }], fileDays: 5, opinionDays: 10, decisionDays: 20, decides: 'committee', never: ['d_conduct', 'i_fraud'] };
    const of = (place: string, item = '') => ({ place, item });
    expect(toleranceBar(rules, 'pioneering', of('d_notice'))).toBeNull();
    expect(toleranceBar(undefined, 'pioneering', of('d_notice'))).toMatchObject({ code: 'tolerance.not-offered' });
    expect(toleranceBar(rules, 'remedied', of('d_notice'))).toMatchObject({ code: 'tolerance.ground-unknown', at: '/ground' });
    for (const named of [of('d_conduct'), of('sheet', 'i_fraud')]) expect(toleranceBar(rules, 'pioneering', named)).toMatchObject({ code: 'tolerance.never', at: '/deduction' });
    expect(toleranceDues(rules, '2026-12-01', null)).toEqual({ opinion: '2026-12-11', decision: '2026-12-31' });
    expect(toleranceDues(rules, '2026-12-01', '2026-12-03').decision).toBe('2026-12-23');
  });
});
