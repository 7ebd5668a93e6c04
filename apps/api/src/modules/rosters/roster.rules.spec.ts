import { describe, expect, test } from '@jest/globals';
import type { RawRow } from './read-roster.ts';
import { planRoster, type KnownWorld } from './roster.rules.ts';

const TOWN = { id: 't', name: '中共青山县柳河镇委员会', shortName: '柳河镇党委', path: '/r/t/', sector: 'township' };
const VILLAGE = { id: 'v', name: '柳河镇东村党支部', shortName: '东村党支部', path: '/r/t/v/', sector: 'village' };
const WORLD: KnownWorld = { units: [TOWN, VILLAGE], people: [], posts: [] };
const raw = (row: number, unit: string, name: string, more: Partial<RawRow> = {}): RawRow => ({ row, unit, name, post: '党支部书记', from: '2024-03-01', staffNumber: '', problems: [], notices: [], ...more });

describe('R-A3 what a row of a roster means', () => {
  test('100,000 rows that say the same: the first is taken, each other names it', () => {
    const rows = planRoster(Array.from({ length: 100_001 }, (_, n) => raw(n + 2, '东村党支部', '谈牧之', { staffNumber: '99000001' })), WORLD);
    expect(rows.filter((row) => row.act !== null)).toHaveLength(1);
    expect(rows.filter((row) => row.problems[0]?.code === 'roster.row-twice' && row.problems[0].params?.['first'] === 2)).toHaveLength(100_000);
  });

  test('one person with two posts is one person; the post in the other unit is added', () => {
    const rows = planRoster([raw(2, '东村党支部', '谈牧之', { staffNumber: '99000001' }), raw(3, '柳河镇党委', '谈牧之', { staffNumber: '99000001', post: '组织委员' })], WORLD);
    expect(rows.map((row) => row.act?.person)).toEqual([{ newAs: '99000001', name: '谈牧之', staffNumber: '99000001' }, { newAs: '99000001', name: '谈牧之', staffNumber: '99000001' }]);
    expect(rows.map((row) => row.act?.post)).toEqual([{ id: null, post: '党支部书记', from: '2024-03-01' }, { id: null, post: '组织委员', from: '2024-03-01' }]);
  });

  test('a successor in mid-year is a new person beside the one who holds the post; nobody is taken for somebody else', () => {
    const held: KnownWorld = { ...WORLD, people: [{ id: 'p', name: '谈牧之', staffNumber: '99000001' }], posts: [{ id: 'a', orgId: 'v', personId: 'p', post: '党支部书记', from: '2021-03-01' }] };
    const [successor, stolen] = planRoster([raw(2, '东村党支部', '霍砚秋', { staffNumber: '99000002', from: '2026-07-01' }), raw(3, '东村党支部', '祁临川', { staffNumber: '99000001' })], held);
    const [same] = planRoster([raw(2, '东村党支部', '谈牧之', { staffNumber: '99000001', from: '2021-03-01' })], held);
    expect(successor).toMatchObject({ status: 'new', act: { post: { id: null, from: '2026-07-01' } } });
    expect(stolen).toMatchObject({ status: 'bad', problems: [{ code: 'roster.number-of-another' }] });
    expect(same).toMatchObject({ status: 'same' });
  });
});
