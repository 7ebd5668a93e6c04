import { describe, expect, test } from '@jest/globals';
import { checkExamples, describeSector, resultUses, roleMay, type Action, type Subject, type UseFacts } from '@shuping/plugin-sdk/testing';
import { belowOnly } from './checks/below-only.ts';
import { businessForDuty } from './checks/business-for-duty.ts';
import { township } from './index.ts';

const report = (text: string, kind: 'achievements' | 'problems' = 'achievements') => ({ sections: [{ id: kind, kind, text }] });
const ctx = { mustAnswer: [] };
const BUSINESS = '全年完成固定资产投资三亿元。招商引资到位资金两亿元。财政收入增长一成。';
const BELOW = '一、有的村党支部组织生活不经常。';

describeSector(township, { describe, test, expect }, { root: new URL('.', import.meta.url), reports: [report(BUSINESS), report(BELOW, 'problems')] });

describe('R-B1 R-K1 roles of the township plugin', () => {
  const HAS: Record<string, [Action, Subject][]> = {
    township_department_reviewer: [['read', 'Report'], ['create', 'RoutineScore'], ['update', 'RoutineScore'], ['submit', 'RoutineScore'], ['create', 'Problem']],
    township_inspection_liaison: [['read', 'Problem'], ['verify', 'Problem'], ['return', 'Problem'], ['create', 'EventRecord'], ['read', 'Commitment']],
    township_party_delegate: [['read', 'Organisation'], ['read', 'Scheme'], ['read', 'Assessee'], ['read', 'Problem'], ['read', 'Commitment']],
  };
  const LACKS: Record<string, [Action, Subject][]> = {
    township_department_reviewer: [['create', 'EventRecord'], ['sign', 'VettingStep'], ['decide', 'Grading'], ['verify', 'Problem'], ['read', 'Tally']],
    township_inspection_liaison: [['read', 'Report'], ['read', 'RoutineScore'], ['close', 'Problem'], ['decide', 'Grading'], ['publish', 'Result']],
    township_party_delegate: [['read', 'Report'], ['read', 'Result'], ['read', 'EventRecord'], ['update', 'Problem'], ['read', 'LeaderComment']],
  };

  for (const role of Object.keys(HAS)) {
    test.each(HAS[role]!)(`${role} may %s %s in its sector and not outside`, (action, subject) => {
      expect(roleMay(township, role, action, subject, 'township')).toBe(true);
      expect(roleMay(township, role, action, subject, 'elsewhere')).toBe(false);
    });
    test.each(LACKS[role]!)(`${role} may not %s %s`, (action, subject) => expect(roleMay(township, role, action, subject, 'township')).toBe(false));
  }
});

describe('R-E2 checks of the township plugin', () => {
  test('rows about growth are pointed at; a sentence of the secretary\'s own duty breaks them', () => {
    expect(businessForDuty.run(report(BUSINESS), { run: 3 }, ctx)).toMatchObject([{ code: 'business-for-duty', start: 0, end: BUSINESS.length, params: { sentences: 3 } }]);
    expect(businessForDuty.run(report('全年完成固定资产投资三亿元。我带班子成员包村促项目。招商引资到位资金两亿元。财政收入增长一成。'), { run: 3 }, ctx)).toEqual([]);
  });

  test('a problem told of those below only is pointed at, one with the secretary\'s own part is not', () => {
    const text = `${BELOW}\n二、我到薄弱村少，有的村党支部一年没有去过。`;
    expect(belowOnly.run(report(text, 'problems'), {}, ctx)).toMatchObject([{ code: 'below-only', start: 0, end: BELOW.length, params: { label: '有的村' } }]);
    expect(belowOnly.run(report(BELOW), {}, ctx)).toEqual([]);
  });
});

describe('R-B8 worked examples of the township plugin', () => {
  test('the engine gives what was worked by hand, and notices one hundredth more', () => {
    expect(checkExamples(township.scheme)).toEqual([]);
    const [first, ...rest] = township.scheme.examples;
    const wrong = { ...township.scheme, examples: [{ ...first!, expect: { ...first!.expect, score: '96.66' } }, ...rest] };
    expect(checkExamples(wrong)).toMatchObject([{ code: 'example.score', params: { expected: '96.66', got: '96.65' } }]);
  });

  test('SRC0 four readers vet a report, and each of the four 必答题 has a section of its own', () => {
    expect(township.scheme.vetting.map((step) => step.role)).toEqual(['office_head', 'deputy_minister', 'minister', 'county_secretary']);
    expect(township.scheme.vetting.reduce((days, step) => days + step.days, 0)).toBe(10);
    const answered = township.scheme.report.sections.flatMap((section) => (section.kind === 'answer' ? [section.question] : []));
    expect(answered).toEqual(township.scheme.questions.filter((question) => question.kind === 'must_answer').map((question) => question.id));
  });
});

describe('R54 what two years lead to in the township plugin', () => {
  const facts = (grade: string, before: readonly (readonly [number, string])[] = [], marks: string[] = []): UseFacts => ({ year: 2026, grade, outcome: null, marks, lists: [], stars: null, freezes: [], post: '', inputs: township.scheme.examples[0]!.inputs, nodes: {}, history: before.map(([year, was]) => ({ year, grade: was })) });
  const rules = (...given: Parameters<typeof facts>) => resultUses(township.scheme, facts(...given), '2027-01-20').filter((use) => ['again', 'adjust'].includes(use.rule)).map((use) => [use.rule, use.action, use.due]);

  test('a first low year leads to neither; a second to a suggestion of accountability, a second poor one to an adjustment as well', () => {
    expect(rules('yiban')).toEqual([]);
    expect(rules('yiban', [[2025, 'cha']])).toEqual([['again', 'accountability', '2027-03-21']]);
    expect(rules('cha', [[2025, 'cha']])).toEqual([['again', 'accountability', '2027-03-21'], ['adjust', 'post', '2027-04-20']]);
    expect([rules('cha', [[2024, 'cha']]), rules('hao', [[2025, 'cha']]), rules('cha', [[2025, 'hao'], [2024, 'cha']])]).toEqual([[], [], []]);
  });
});
