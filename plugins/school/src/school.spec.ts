import { describe, expect, test } from '@jest/globals';
import { checkExamples, describeSector, roleMay, type Action, type Subject } from '@shuping/plugin-sdk/testing';
import { businessForDuty } from './checks/business-for-duty.ts';
import { studentNumber } from './checks/student-number.ts';
import { school } from './index.ts';

const report = (text: string) => ({ sections: [{ id: 'achievements', kind: 'achievements' as const, text }] });
const ctx = { mustAnswer: [] };
const BUSINESS = '全年发表论文十二篇。新立项课题四个。课程建设通过验收。';

describeSector(school, { describe, test, expect }, {
  root: new URL('.', import.meta.url),
  reports: [report(BUSINESS), report('联系学号20230145的同学，帮助其解决困难。')],
});

describe('R-B1 R-K1 roles of the school plugin', () => {
  const HAS: Record<string, [Action, Subject][]> = {
    school_organiser: [['read', 'Report'], ['create', 'RoutineScore'], ['submit', 'RoutineScore'], ['create', 'EventRecord'], ['create', 'ReportComment']],
    school_contact_leader: [['create', 'LeaderComment'], ['sign', 'LeaderComment'], ['read', 'Report'], ['verify', 'Problem'], ['return', 'Commitment']],
    school_supervisor: [['read', 'Organisation'], ['read', 'Scheme'], ['read', 'Assessee'], ['read', 'Problem'], ['read', 'Commitment']],
  };
  const LACKS: Record<string, [Action, Subject][]> = {
    school_organiser: [['sign', 'VettingStep'], ['decide', 'Grading'], ['publish', 'Result'], ['read', 'Tally'], ['update', 'Report']],
    school_contact_leader: [['update', 'RoutineScore'], ['decide', 'Grading'], ['sign', 'VettingStep'], ['close', 'Problem'], ['read', 'Tally']],
    school_supervisor: [['read', 'Report'], ['read', 'Result'], ['read', 'RoutineScore'], ['update', 'Problem'], ['read', 'LeaderComment']],
  };

  for (const role of Object.keys(HAS)) {
    test.each(HAS[role]!)(`${role} may %s %s in its sector and not outside`, (action, subject) => {
      expect(roleMay(school, role, action, subject, 'school')).toBe(true);
      expect(roleMay(school, role, action, subject, 'elsewhere')).toBe(false);
    });
    test.each(LACKS[role]!)(`${role} may not %s %s`, (action, subject) => expect(roleMay(school, role, action, subject, 'school')).toBe(false));
  }
});

describe('R-E2 checks of the school plugin', () => {
  test('business sentences in a row are pointed at; one with the secretary\'s own duty in between breaks the row', () => {
    expect(businessForDuty.run(report(BUSINESS), { run: 3 }, ctx)).toMatchObject([{ code: 'business-for-duty', start: 0, end: BUSINESS.length, params: { sentences: 3 } }]);
    expect(businessForDuty.run(report('全年发表论文十二篇。我带支部党员攻关。新立项课题四个。课程建设通过验收。'), { run: 3 }, ctx)).toEqual([]);
  });

  test('a student number is pointed at, an ordinary figure is not', () => {
    expect(studentNumber.run(report('先谈心。学号：20230145的同学已返校。'), {}, ctx)).toMatchObject([{ code: 'student-number', start: 4, params: { label: '学号' } }]);
    expect(studentNumber.run(report('全年服务学生20230人次，工号牌统一更换。'), {}, ctx)).toEqual([]);
  });
});

describe('R-B8 worked examples of the school plugin', () => {
  test('the engine gives what was worked by hand, and notices one hundredth more', () => {
    expect(checkExamples(school.scheme)).toEqual([]);
    const [first, ...rest] = school.scheme.examples;
    const wrong = { ...school.scheme, examples: [{ ...first!, expect: { ...first!.expect, score: '96.60' } }, ...rest] };
    expect(checkExamples(wrong)).toMatchObject([{ code: 'example.score', params: { expected: '96.60', got: '96.59' } }]);
  });
});
