import { describe, expect, test } from '@jest/globals';
import { inPieces, readLines } from './roll-model.ts';

const rated = [{ assesseeId: 'a', personName: '王一', orgName: '机电工程系党总支' }, { assesseeId: 'b', personName: '李二', orgName: '外语系党总支' }, { assesseeId: 'c', personName: '李二', orgName: '体育部党总支' }];

describe('R09 a pasted roll', () => {
  test('names, units and whom they supervise, by name or unit, as Excel or people separate them', () => {
    const read = readLines('赵三\t校办\t王一、外语系党总支\n\n  钱四，组织部\n孙五\n周六,校办,没有这人', 'leaders', rated);
    expect(read.electors).toEqual([
      { name: '赵三', unit: '校办', groups: ['leaders'], related: ['a', 'b'] },
      { name: '钱四', unit: '组织部', groups: ['leaders'], related: [] },
      { name: '孙五', unit: '', groups: ['leaders'], related: [] },
      { name: '周六', unit: '校办', groups: ['leaders'], related: [] },
    ]);
    expect(read.unknown).toEqual([{ line: 5, word: '没有这人' }]);
  });

  test('a name that two people bear is nobody until the unit is told', () => {
    expect(readLines('赵三\t校办\t李二', 'leaders', rated)).toMatchObject({ electors: [{ related: [] }], unknown: [{ line: 1, word: '李二' }] });
  });

  test('2,000 names go in pieces', () => {
    expect(inPieces(Array.from({ length: 2_300 }, (_, n) => n)).map((one) => one.length)).toEqual([1_000, 1_000, 300]);
  });
});
