import { describe, expect, test } from '@jest/globals';
import { checkExamples, describeSector, roleMay, type Action, type Subject } from '@shuping/plugin-sdk/testing';
import { businessForDuty } from './checks/business-for-duty.ts';
import { staffPrivacy } from './checks/staff-privacy.ts';
import { liangxin } from './index.ts';

const report = (text: string) => ({ sections: [{ id: 'achievements', kind: 'achievements' as const, text }] });
const ctx = { mustAnswer: [] };
const BUSINESS = '全年营业额增长一成。新开门店四家。';

describeSector(liangxin, { describe, test, expect }, {
  root: new URL('.', import.meta.url),
  reports: [report(BUSINESS), report('员工编号B20417的同志入了党。')],
});

describe('R-B1 R-K1 roles of the liangxin plugin', () => {
  const HAS: Record<string, [Action, Subject][]> = {
    liangxin_instructor: [['read', 'Report'], ['create', 'ReportComment'], ['submit', 'RoutineScore'], ['create', 'Problem'], ['read', 'Commitment']],
    liangxin_park_station: [['create', 'EventRecord'], ['import', 'EventRecord'], ['verify', 'Problem'], ['return', 'Commitment'], ['read', 'Result']],
    liangxin_staff_observer: [['read', 'Organisation'], ['read', 'Scheme'], ['read', 'Assessee'], ['read', 'Problem'], ['read', 'Commitment']],
  };
  const LACKS: Record<string, [Action, Subject][]> = {
    liangxin_instructor: [['sign', 'VettingStep'], ['create', 'EventRecord'], ['decide', 'Grading'], ['update', 'Report'], ['read', 'Tally']],
    liangxin_park_station: [['read', 'Report'], ['create', 'RoutineScore'], ['close', 'Problem'], ['decide', 'Grading'], ['publish', 'Result']],
    liangxin_staff_observer: [['read', 'Report'], ['read', 'Result'], ['read', 'EventRecord'], ['update', 'Problem'], ['read', 'LeaderComment']],
  };

  for (const role of Object.keys(HAS)) {
    test.each(HAS[role]!)(`${role} may %s %s in its sector and not outside`, (action, subject) => {
      expect(roleMay(liangxin, role, action, subject, 'liangxin')).toBe(true);
      expect(roleMay(liangxin, role, action, subject, 'elsewhere')).toBe(false);
    });
    test.each(LACKS[role]!)(`${role} may not %s %s`, (action, subject) => expect(roleMay(liangxin, role, action, subject, 'liangxin')).toBe(false));
  }
});

describe('R-E2 checks of the liangxin plugin', () => {
  test('two sentences of business in a row are pointed at; one about staff breaks them', () => {
    expect(businessForDuty.run(report(BUSINESS), { run: 2 }, ctx)).toMatchObject([{ code: 'business-for-duty', start: 0, end: BUSINESS.length, params: { sentences: 2 } }]);
    expect(businessForDuty.run(report('全年营业额增长一成。支部帮职工办成三件事。新开门店四家。'), { run: 2 }, ctx)).toEqual([]);
  });

  test('numbers and pay of staff are pointed at, a count is not', () => {
    expect(staffPrivacy.run(report('先谈心。骑手编号：A302817已转正。'), {}, ctx)).toMatchObject([{ code: 'staff-privacy', start: 4, params: { label: '骑手编号' } }]);
    expect(staffPrivacy.run(report('他的月薪为6500元。'), {}, ctx)).toMatchObject([{ params: { label: '月薪' } }]);
    expect(staffPrivacy.run(report('为32名职工追回拖欠工资，走访骑手230人。'), {}, ctx)).toEqual([]);
  });
});

describe('R-B8 worked examples of the liangxin plugin', () => {
  test('the engine gives what was worked by hand, and notices one hundredth more', () => {
    expect(checkExamples(liangxin.scheme)).toEqual([]);
    const [first, ...rest] = liangxin.scheme.examples;
    const wrong = { ...liangxin.scheme, examples: [{ ...first!, expect: { ...first!.expect, score: '96.75' } }, ...rest] };
    expect(checkExamples(wrong)).toMatchObject([{ code: 'example.score', params: { expected: '96.75', got: '96.74' } }]);
  });
});
