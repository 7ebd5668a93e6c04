import { describe, expect, test } from '@jest/globals';
import { checkExamples, describeSector, resultUses, roleMay, type Action, type Subject, type UseFacts } from '@shuping/plugin-sdk/testing';
import { addressIdentity } from './checks/address-identity.ts';
import { businessForDuty } from './checks/business-for-duty.ts';
import { community } from './index.ts';

const report = (text: string) => ({ sections: [{ id: 'achievements', kind: 'achievements' as const, text }] });
const ctx = { mustAnswer: [] };
const BUSINESS = '全年组织消防演练六场。新增停车位八十个。清理楼道杂物二十车。';

describeSector(community, { describe, test, expect }, {
  root: new URL('.', import.meta.url),
  reports: [report(BUSINESS), report('走访3栋2单元501室独居老人。')],
});

describe('R-B1 R-K1 roles of the community plugin', () => {
  const HAS: Record<string, [Action, Subject][]> = {
    community_grid_centre: [['read', 'Assessee'], ['create', 'RoutineScore'], ['submit', 'RoutineScore'], ['create', 'EventRecord'], ['create', 'Problem']],
    community_contact_leader: [['create', 'LeaderComment'], ['sign', 'LeaderComment'], ['read', 'Report'], ['verify', 'Problem'], ['return', 'Commitment']],
    community_residents_supervisor: [['read', 'Organisation'], ['read', 'Scheme'], ['read', 'Assessee'], ['read', 'Problem'], ['read', 'Commitment']],
  };
  const LACKS: Record<string, [Action, Subject][]> = {
    community_grid_centre: [['read', 'Report'], ['update', 'Problem'], ['sign', 'VettingStep'], ['decide', 'Grading'], ['read', 'Tally']],
    community_contact_leader: [['update', 'RoutineScore'], ['decide', 'Grading'], ['sign', 'VettingStep'], ['close', 'Problem'], ['read', 'Tally']],
    community_residents_supervisor: [['read', 'Report'], ['read', 'Result'], ['read', 'EventRecord'], ['update', 'Problem'], ['read', 'LeaderComment']],
  };

  for (const role of Object.keys(HAS)) {
    test.each(HAS[role]!)(`${role} may %s %s in its sector and not outside`, (action, subject) => {
      expect(roleMay(community, role, action, subject, 'community')).toBe(true);
      expect(roleMay(community, role, action, subject, 'elsewhere')).toBe(false);
    });
    test.each(LACKS[role]!)(`${role} may not %s %s`, (action, subject) => expect(roleMay(community, role, action, subject, 'community')).toBe(false));
  }
});

describe('R-E2 checks of the community plugin', () => {
  test('rows about campaigns are pointed at; a sentence of the secretary\'s own duty breaks them', () => {
    expect(businessForDuty.run(report(BUSINESS), { run: 3 }, ctx)).toMatchObject([{ code: 'business-for-duty', start: 0, end: BUSINESS.length, params: { sentences: 3 } }]);
    expect(businessForDuty.run(report('全年组织消防演练六场。停车难由居民议事会定了办法。新增停车位八十个。清理楼道杂物二十车。'), { run: 3 }, ctx)).toEqual([]);
  });

  test('a flat that can be recognised is pointed at, a building or a count is not', () => {
    expect(addressIdentity.run(report('先谈心。12号楼3单元402室漏水已修好。'), {}, ctx)).toMatchObject([{ code: 'address-identity', start: 4, params: { label: '12号楼3单元402室' } }]);
    expect(addressIdentity.run(report('车牌号：临A12345长期占用消防通道。'), {}, ctx)).toMatchObject([{ params: { label: '车牌号' } }]);
    expect(addressIdentity.run(report('12号楼加装电梯 3 部，走访 402 户，规范车牌识别 2 处。'), {}, ctx)).toEqual([]);
  });
});

describe('R-B8 worked examples of the community plugin', () => {
  test('the engine gives what was worked by hand, and notices one hundredth more', () => {
    expect(checkExamples(community.scheme)).toEqual([]);
    const [first, ...rest] = community.scheme.examples;
    const wrong = { ...community.scheme, examples: [{ ...first!, expect: { ...first!.expect, score: '94.52' } }, ...rest] };
    expect(checkExamples(wrong)).toMatchObject([{ code: 'example.score', params: { expected: '94.52', got: '94.51' } }]);
  });

  test('S14 two quarters are too few for a year: the result is held', () => {
    const [first, ...rest] = community.scheme.examples;
    const { q1, q2 } = first!.inputs.sheets as Record<string, Record<string, number>>;
    const short = { ...first!, inputs: { ...first!.inputs, sheets: { q1: q1!, q2: q2! } }, expect: { score: null, grade: null } };
    expect(checkExamples({ ...community.scheme, examples: [short, ...rest] })).toEqual([]);
  });
});

describe('R54 what two years lead to in the community plugin', () => {
  const facts = (grade: string, before: readonly (readonly [number, string])[] = [], marks: string[] = []): UseFacts => ({ year: 2026, grade, outcome: null, marks, lists: [], stars: null, freezes: [], post: '', inputs: community.scheme.examples[0]!.inputs, nodes: {}, history: before.map(([year, was]) => ({ year, grade: was })) });
  const rules = (...given: Parameters<typeof facts>) => resultUses(community.scheme, facts(...given), '2027-01-20').filter((use) => ['again', 'adjust', 'talk_last'].includes(use.rule)).map((use) => [use.rule, use.action, use.due]);

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
