import { describe, expect, test } from '@jest/globals';
import { checkExamples, describeSector, roleMay, type Action, type Subject } from '@shuping/plugin-sdk/testing';
import { businessForDuty } from './checks/business-for-duty.ts';
import { tradeSecret } from './checks/trade-secret.ts';
import { soe } from './index.ts';

const report = (text: string) => ({ sections: [{ id: 'achievements', kind: 'achievements' as const, text }] });
const ctx = { mustAnswer: [] };
const BUSINESS = '全年营业收入增长一成。新签订单创新高。单位成本下降百分之三。';

describeSector(soe, { describe, test, expect }, {
  root: new URL('.', import.meta.url),
  reports: [report(BUSINESS), report('我们投标报价3260万元，最终胜出。')],
});

describe('R-B1 R-K1 roles of the soe plugin', () => {
  const HAS: Record<string, [Action, Subject][]> = {
    soe_check_team: [['read', 'Report'], ['create', 'RoutineScore'], ['submit', 'RoutineScore'], ['create', 'Problem'], ['return', 'Problem']],
    soe_safety_officer: [['read', 'EventRecord'], ['create', 'EventRecord'], ['import', 'EventRecord'], ['create', 'Problem'], ['read', 'Assessee']],
    soe_staff_supervisor: [['read', 'Organisation'], ['read', 'Scheme'], ['read', 'Assessee'], ['read', 'Problem'], ['read', 'Commitment']],
  };
  const LACKS: Record<string, [Action, Subject][]> = {
    soe_check_team: [['create', 'EventRecord'], ['sign', 'VettingStep'], ['decide', 'Grading'], ['close', 'Problem'], ['read', 'Tally']],
    soe_safety_officer: [['read', 'RoutineScore'], ['read', 'Report'], ['update', 'Problem'], ['decide', 'Grading'], ['publish', 'Result']],
    soe_staff_supervisor: [['read', 'Report'], ['read', 'Result'], ['read', 'EventRecord'], ['update', 'Problem'], ['read', 'LeaderComment']],
  };

  for (const role of Object.keys(HAS)) {
    test.each(HAS[role]!)(`${role} may %s %s in its sector and not outside`, (action, subject) => {
      expect(roleMay(soe, role, action, subject, 'soe')).toBe(true);
      expect(roleMay(soe, role, action, subject, 'elsewhere')).toBe(false);
    });
    test.each(LACKS[role]!)(`${role} may not %s %s`, (action, subject) => expect(roleMay(soe, role, action, subject, 'soe')).toBe(false));
  }
});

describe('R-E2 checks of the soe plugin', () => {
  test('rows of business are pointed at; a sentence of the secretary\'s own duty breaks them', () => {
    expect(businessForDuty.run(report(BUSINESS), { run: 3 }, ctx)).toMatchObject([{ code: 'business-for-duty', start: 0, end: BUSINESS.length, params: { sentences: 3 } }]);
    expect(businessForDuty.run(report('全年营业收入增长一成。我带党员突击队攻关。新签订单创新高。单位成本下降百分之三。'), { run: 3 }, ctx)).toEqual([]);
  });

  test('bids and contract numbers are pointed at, a yearly figure is not', () => {
    expect(tradeSecret.run(report('先谈心。投标报价为3260万元。'), {}, ctx)).toMatchObject([{ code: 'trade-secret', start: 4, params: { label: '投标报价' } }]);
    expect(tradeSecret.run(report('合同编号：LJ-2026-0317已归档。'), {}, ctx)).toMatchObject([{ params: { label: '合同编号' } }]);
    expect(tradeSecret.run(report('全年营业收入32亿元，签订合同317份。'), {}, ctx)).toEqual([]);
  });
});

describe('R-B8 worked examples of the soe plugin', () => {
  test('the engine gives what was worked by hand, and notices one hundredth more', () => {
    expect(checkExamples(soe.scheme)).toEqual([]);
    const [first, ...rest] = soe.scheme.examples;
    const wrong = { ...soe.scheme, examples: [{ ...first!, expect: { ...first!.expect, score: '97.29' } }, ...rest] };
    expect(checkExamples(wrong)).toMatchObject([{ code: 'example.score', params: { expected: '97.29', got: '97.28' } }]);
  });
});
