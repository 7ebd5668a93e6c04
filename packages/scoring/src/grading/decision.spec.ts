import { describe, expect, test } from '@jest/globals';
import { gradingScheme, inputsOf, memberOf, poolOf } from '../testing/builders.ts';
import { checkDecision } from './decision.ts';
import { gradePool } from './pool.ts';

const codes = (problems: ReturnType<typeof checkDecision>) => problems.map((problem) => [problem.code, problem.at]);

describe('R-G3 R45 the committee decides', () => {
  const scheme = gradingScheme({
    quotas: [{ id: 'cap', title: { text: '好' }, grades: ['good'], kind: 'cap', share: 0.5, rounding: 'down', strictness: 'must' }],
    vetoes: [{ id: 'breach', title: { text: '违纪' }, question: 'breach', when: { kind: 'event', question: 'breach' }, grade: 'plain' }],
  });
  const breach = inputsOf({ officer: { score: 97 }, events: [{ question: 'breach', matter: '', day: '2026-03-03', points: 0 }] });
  const members = [...poolOf(scheme, [95, 85, 70, null]), memberOf(scheme, 'vetoed', breach)];
  const pool = gradePool(scheme, members);

  test('keeping grades needs nothing; moving one needs a reason', () => {
    expect(checkDecision(scheme, pool, [])).toEqual([]);
    expect(checkDecision(scheme, pool, [{ id: 'm001', grade: 'good' }])).toEqual([]);
    expect(codes(checkDecision(scheme, pool, [{ id: 'm002', grade: 'plain', reason: '  ' }]))).toEqual([['decision.reason_required', '/decisions/0/reason']]);
    expect(checkDecision(scheme, pool, [{ id: 'm002', grade: 'good', reason: '专项工作突出' }])).toEqual([]);
  });

  test('a must quota refuses even with reasons, a veto is not lifted, held results and strangers are refused', () => {
    const two = [{ id: 'm002', grade: 'good', reason: '理由' }, { id: 'm003', grade: 'good', reason: '理由' }];
    expect(codes(checkDecision(scheme, pool, two))).toEqual([['decision.quota', '/quotas/cap']]);
    expect(codes(checkDecision(scheme, pool, [{ id: 'vetoed', grade: 'fair', reason: '理由' }]))).toEqual([['decision.veto', '/decisions/0/grade']]);
    expect(checkDecision(scheme, pool, [{ id: 'vetoed', grade: 'poor', reason: '理由' }])).toEqual([]);
    expect(codes(checkDecision(scheme, pool, [{ id: 'm004', grade: 'fair', reason: 'x' }, { id: 'nobody', grade: 'fair' }, { id: 'm001', grade: 'best' }, { id: 'm001', grade: 'good' }])))
      .toEqual([['decision.held', '/decisions/0/grade'], ['decision.unknown_member', '/decisions/1/id'], ['decision.unknown_grade', '/decisions/2/grade'], ['decision.twice', '/decisions/3/id']]);
  });

  test('K12 “in principle” allows with a reason for the limit itself', () => {
    const soft = gradingScheme({ quotas: [{ id: 'low', title: { text: '较好及以下' }, grades: ['fair', 'plain', 'poor'], kind: 'floor', share: 0.15, rounding: 'up', strictness: 'principle' }] });
    const all = gradePool(soft, poolOf(soft, [95, 94, 93]));
    expect(codes(checkDecision(soft, all, []))).toEqual([['decision.quota_reason_required', '/quotas/low']]);
    expect(checkDecision(soft, all, [], { low: '仅三人，均达到标准' })).toEqual([]);
    expect(checkDecision(soft, all, [{ id: 'm003', grade: 'fair', reason: '理由' }])).toEqual([]);
  });
});
