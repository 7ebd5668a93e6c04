import { describe, expect, test } from '@jest/globals';
import { checkExamples, describeSector, resultUses, roleMay, type Action, type Subject, type UseFacts } from '@shuping/plugin-sdk/testing';
import { businessForDuty } from './checks/business-for-duty.ts';
import { householdIdentity } from './checks/household-identity.ts';
import { village } from './index.ts';

const report = (text: string) => ({ sections: [{ id: 'achievements', kind: 'achievements' as const, text }] });
const ctx = { mustAnswer: [] };
const BUSINESS = '全年硬化道路三公里。安装路灯八十盏。新建大棚二十个。';

describeSector(village, { describe, test, expect }, {
  root: new URL('.', import.meta.url),
  reports: [report(BUSINESS), report('监测户张某某家中的屋顶已经修好。')],
});

describe('R-B1 R-K1 roles of the village plugin', () => {
  const HAS: Record<string, [Action, Subject][]> = {
    village_stationed_cadre: [['read', 'Report'], ['create', 'RoutineScore'], ['submit', 'RoutineScore'], ['create', 'Problem'], ['read', 'Commitment']],
    village_assets_officer: [['read', 'EventRecord'], ['create', 'EventRecord'], ['import', 'EventRecord'], ['create', 'Problem'], ['read', 'Assessee']],
    village_affairs_supervisor: [['read', 'Organisation'], ['read', 'Scheme'], ['read', 'Assessee'], ['read', 'Problem'], ['read', 'Commitment']],
  };
  const LACKS: Record<string, [Action, Subject][]> = {
    village_stationed_cadre: [['create', 'EventRecord'], ['sign', 'VettingStep'], ['decide', 'Grading'], ['close', 'Problem'], ['read', 'Tally']],
    village_assets_officer: [['read', 'RoutineScore'], ['read', 'Report'], ['update', 'Problem'], ['decide', 'Grading'], ['publish', 'Result']],
    village_affairs_supervisor: [['read', 'Report'], ['read', 'Result'], ['read', 'RoutineScore'], ['update', 'Problem'], ['read', 'LeaderComment']],
  };

  for (const role of Object.keys(HAS)) {
    test.each(HAS[role]!)(`${role} may %s %s in its sector and not outside`, (action, subject) => {
      expect(roleMay(village, role, action, subject, 'village')).toBe(true);
      expect(roleMay(village, role, action, subject, 'elsewhere')).toBe(false);
    });
    test.each(LACKS[role]!)(`${role} may not %s %s`, (action, subject) => expect(roleMay(village, role, action, subject, 'village')).toBe(false));
  }
});

describe('R-E2 checks of the village plugin', () => {
  test('rows about roads and fields are pointed at; a sentence of the secretary\'s own duty breaks them', () => {
    expect(businessForDuty.run(report(BUSINESS), { run: 3 }, ctx)).toMatchObject([{ code: 'business-for-duty', start: 0, end: BUSINESS.length, params: { sentences: 3 } }]);
    expect(businessForDuty.run(report('全年硬化道路三公里。占地的三户由我入户谈通。安装路灯八十盏。新建大棚二十个。'), { run: 3 }, ctx)).toEqual([]);
  });

  test('a household that can be recognised is pointed at, a mere count is not', () => {
    expect(householdIdentity.run(report('我去看望。一卡通号：62230045的补贴已补发。'), {}, ctx)).toMatchObject([{ code: 'household-identity', start: 5, params: { label: '一卡通号' } }]);
    expect(householdIdentity.run(report('低保户李某某（六十岁）已住进新房。'), {}, ctx)).toMatchObject([{ params: { label: '低保户' } }]);
    expect(householdIdentity.run(report('全村监测户 12 户，低保户全部走到，一卡通发放 1043 人。'), {}, ctx)).toEqual([]);
  });
});

describe('R-B8 worked examples of the village plugin', () => {
  test('the engine gives what was worked by hand, and notices one hundredth more', () => {
    expect(checkExamples(village.scheme)).toEqual([]);
    const [first, ...rest] = village.scheme.examples;
    const wrong = { ...village.scheme, examples: [{ ...first!, expect: { ...first!.expect, score: '96.91' } }, ...rest] };
    expect(checkExamples(wrong)).toMatchObject([{ code: 'example.score', params: { expected: '96.91', got: '96.90' } }]);
  });

  test('S05 S03 thirty for the year, thirty for verification, twenty-four for the township and sixteen for the village', () => {
    const weights = (id: string) => village.scheme.score.nodes.flatMap((node) => (node.kind === 'weighted_sum' && node.id === id ? [Object.fromEntries(node.inputs.map((input) => [input.id, input.weight]))] : []))[0]!;
    expect(weights('base')).toEqual({ routine: 30, verification: 30, debrief: 40 });
    const debrief = weights('debrief');
    expect([debrief['onsite']! * 0.4, debrief['village_meeting']! * 0.4]).toEqual([24, 16]);
  });
});

describe('R54 what two years lead to in the village plugin', () => {
  const facts = (grade: string, before: readonly (readonly [number, string])[] = [], marks: string[] = []): UseFacts => ({ year: 2026, grade, outcome: null, marks, lists: [], stars: null, freezes: [], post: '', inputs: village.scheme.examples[0]!.inputs, nodes: {}, history: before.map(([year, was]) => ({ year, grade: was })) });
  const rules = (...given: Parameters<typeof facts>) => resultUses(village.scheme, facts(...given), '2027-01-20').filter((use) => ['again', 'adjust', 'talk_last'].includes(use.rule)).map((use) => [use.rule, use.action, use.due]);

  test('a first low year leads to neither; a second to a suggestion of accountability, a second poor one to an adjustment as well', () => {
    expect(rules('yiban')).toEqual([]);
    expect(rules('yiban', [[2025, 'cha']])).toEqual([['again', 'accountability', '2027-03-21']]);
    expect(rules('cha', [[2025, 'cha']])).toEqual([['again', 'accountability', '2027-03-21'], ['adjust', 'post', '2027-04-20']]);
    expect([rules('cha', [[2024, 'cha']]), rules('hao', [[2025, 'cha']]), rules('cha', [[2025, 'hao'], [2024, 'cha']])]).toEqual([[], [], []]);
  });

  test('the last place is talked to where no low grade asks for it anyway', () => {
    expect(rules('jiaohao', [], ['last'])).toEqual([['talk_last', 'talk', '2027-02-19']]);
    expect(rules('yiban', [], ['last'])).toEqual([]);
  });
});
