import { describe, expect, test } from '@jest/globals';
import { AMOUNTS, MEASURES, type Counted } from '@shuping/contracts';
import { CELLS, listHref, noticesOf, partsOf, percent, shades, shown, valueOf, worstOf } from './figures.ts';

const counted = (n: Partial<Counted['n']>, grades: Record<string, number> = {}, amounts: Partial<Counted['amounts']> = {}): Counted => ({ n: { ...Object.fromEntries(MEASURES.map((measure) => [measure, 0])), ...n } as Counted['n'], amounts: { ...Object.fromEntries(AMOUNTS.map((amount) => [amount, 0])), ...amounts } as Counted['amounts'], grades, stages: {} });
const cell = (id: string) => CELLS.find((one) => one.id === id)!;

describe('R-J1 figures of the dashboard', () => {
  test('a share of nothing is no share, a count of nothing is nought', () => {
    expect([valueOf(cell('closed'), counted({})), valueOf(cell('overdue'), counted({})), valueOf(cell('closed'), counted({ problems: 8, problems_closed: 7 }))]).toEqual([null, 0, 87.5]);
  });

  test('turnout and satisfaction are shares of people, minutes a mean; none before there is anything', () => {
    const some = counted({ voted: 2, surveyed: 3, filled: 4 }, {}, { took_part: 45, entitled: 50, satisfied: 17, asked: 20, minutes: 610 });
    const cells = ['turnout', 'satisfied', 'minutes'].map(cell);
    expect(cells.map((one) => shown(one, valueOf(one, some)!))).toEqual(['90', '85', '153']);
    expect(cells.map((one) => partsOf(one, some, undefined))).toEqual([[45, 50], [17, 20], [610, 4]]);
    expect(cells.map((one) => valueOf(one, counted({})))).toEqual([null, null, null]);
  });

  test('the best grade among those graded', () => {
    expect(valueOf(cell('good'), counted({ graded: 4 }, { hao: 1, jiao: 3 }), 'hao')).toBe(25);
  });

  test('whole shares lose their nought', () => {
    expect([100, 99.96, 87.5, 0].map(percent)).toEqual(['100', '100', '87.5', '0']);
  });

  test('shades by rank, equal values alike, the lesser one in front where fewer is better', () => {
    expect(shades([10, 50, null, 50, 90])).toEqual([1, 3, 0, 3, 5]);
    expect(shades([0, 3], true)).toEqual([5, 1]);
    expect(shades([7, 7, 7])).toEqual([0, 0, 0]);
  });

  test('the last one is marked only where it is alone and there are others', () => {
    expect([worstOf([1, 2, 3]), worstOf([1, 1, 3]), worstOf([1, 2]), worstOf([0, 1, 6], true)]).toEqual([0, -1, -1, 2]);
  });

  test('a list keeps what narrows the figure', () => {
    expect(listHref({ orgId: 'o', year: 2026, sector: 'village' }, 'talks', { own: '1', grade: undefined })).toBe('/dashboard/list?measure=talks&orgId=o&year=2026&sector=village&own=1');
  });

  test('what to look at first names the place with most of it', () => {
    const row = (name: string, late: number) => ({ id: name, name, level: 0, own: false, opens: false, hosts: 1, ...counted({ problems_overdue: late }) });
    expect(noticesOf([row('甲', 1), row('乙', 5)]).map((one) => [one.key, one.row.name, one.params])).toEqual([['overdue', '乙', { count: 5, all: 6 }]]);
  });
});
