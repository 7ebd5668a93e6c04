import { describe, expect, test } from '@jest/globals';
import type { Explained } from '@shuping/scoring';
import { checkSum, percent, rowsOf } from './account.ts';

const node = (id: string, shown: string, parts: Partial<Explained> = {}): Explained => ({ node: id, title: { text: id }, kind: 'officer_input', figure: { exact: shown, shown }, shown, rule: { code: 'rule.officer_input', params: {} }, inputs: [], children: [], steps: [], ...parts });
const weighted = (id: string, shown: string, weight: string, contribution: string): Explained['children'][number] => ({ weight, declared: weight, contribution: { exact: contribution, shown: contribution }, explained: node(id, shown) });
const tree = node('final', '87.54', {
  children: [
    { weight: '1', contribution: { exact: '87.736', shown: '87.736' }, explained: node('base', '87.74', { children: [weighted('regular', '89.50', '1/5', '17.900'), weighted('meeting', '89.33', '4/5', '69.836')] }) },
    { weight: '1', contribution: { exact: '-0.2', shown: '-0.200' }, explained: node('minus', '-0.20') },
  ],
});

describe('R-G2 the account of a score', () => {
  test('reads down the tree; lines go on only where a sibling follows', () => {
    expect(rowsOf(tree).map((row) => [row.node.node, row.depth, row.rails, row.last])).toEqual([
      ['final', 0, [], true], ['base', 1, [], false], ['regular', 2, [true], false], ['meeting', 2, [true], true], ['minus', 1, [], true],
    ]);
  });

  test('a part shows figure × weight and what it adds; an account added whole shows no sum', () => {
    expect(rowsOf(tree).map((row) => [row.sum, row.figure])).toEqual([[null, '87.54'], [null, '87.736'], ['89.50 × 20%', '17.900'], ['89.33 × 80%', '69.836'], [null, '-0.200']]);
    expect([percent('3/8'), percent('1'), percent('1/3')]).toEqual(['37.5%', '100%', '33.33%']);
  });

  test('the check sum adds the parts of the root, minus signs set as such', () => {
    expect(checkSum(tree)).toBe('87.736 − 0.200');
  });
});
