import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { COMMON_PROBLEM, commonProblems, likeness } from '../index.ts';

const item = (id: string, orgId: string, title: string) => ({ id, orgId, title });
const LEDGER = [
  item('1', 'a', '党员教育形式比较单一'), item('2', 'b', '党员教育管理形式单一'), item('3', 'c', '党员教育的形式单一'), item('4', 'a', '党员教育形式单一'),
  item('5', 'a', '流动党员管理不到位'), item('6', 'd', '流动党员的管理不够到位'), item('7', 'e', '党务公开栏半年没有更新'), item('8', 'f', '支委会记录不规范'),
];

describe('R-I3 common problems', () => {
  test('like statements of several units are grouped, the widest first; what one unit says twice, or nobody else says, is not common', () => {
    expect(commonProblems(LEDGER).map((group) => [group.orgs, group.members.map((one) => one.id).sort()])).toEqual([[3, ['1', '2', '3', '4']], [2, ['5', '6']]]);
    expect(commonProblems(LEDGER, 3)).toHaveLength(1);
    expect(commonProblems([item('1', 'a', '支委会记录不规范'), item('2', 'a', '支委会记录不规范')])).toEqual([]);
    expect(commonProblems([item('1', 'a', ''), item('2', 'b', '。。。'), item('3', 'c', '甲')])).toEqual([]);
  });

  test('property: no item twice, each like the first, at least so many units, in whatever order they come', () => {
    const title = fc.array(fc.constantFrom('党员', '教育', '管理', '形式', '单一', '流动', '公开', '不到位'), { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''));
    const items = fc.uniqueArray(fc.record({ id: fc.integer({ min: 0, max: 999 }).map(String), orgId: fc.constantFrom('a', 'b', 'c', 'd'), title }), { selector: (one) => one.id, maxLength: 25 });
    fc.assert(fc.property(items, fc.integer({ min: 2, max: 4 }), fc.integer(), (list, least, seed) => {
      const groups = commonProblems(list, least);
      const members = groups.flatMap((group) => group.members.map((one) => one.id));
      expect(new Set(members).size).toBe(members.length);
      for (const group of groups) {
        expect(new Set(group.members.map((one) => one.orgId)).size).toBe(group.orgs);
        expect(group.orgs).toBeGreaterThanOrEqual(least);
        for (const one of group.members.slice(1)) expect(likeness(one.title, group.title)).toBeGreaterThanOrEqual(COMMON_PROBLEM);
      }
      expect(groups.map((group) => group.orgs)).toEqual(groups.map((group) => group.orgs).sort((a, b) => b - a));
      const mixed = [...list].sort((a, b) => ((Number(a.id) * 7919 + seed) % 1009) - ((Number(b.id) * 7919 + seed) % 1009));
      expect(commonProblems(mixed, least)).toEqual(groups);
    }));
  });
});
