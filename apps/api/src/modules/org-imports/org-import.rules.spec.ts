import { describe, expect, test } from '@jest/globals';
import { seededRandom, shuffled } from '@shuping/kernel';
import fc from 'fast-check';
import { planOrgs, type KnownOrg, type OrgWorld, type RawOrg } from './org-import.rules.ts';

const known = (id: string, path: string, parentId: string | null, name: string, more: Partial<KnownOrg> = {}): KnownOrg => ({ id, path, parentId, code: '', name, shortName: name, kind: 'committee', sector: 'village', opensOn: '2020-07-01', version: 1, ...more });
const ROOT = known('r', '/r/', null, '青山县委');
const WORLD: OrgWorld = { root: ROOT, orgs: [ROOT, known('t', '/r/t/', 'r', '柳河镇党委', { code: 'T1' }), known('v', '/r/t/v/', 't', '东村党支部', { kind: 'branch' })], may: () => true };
const raw = (row: number, name: string, parent = '', more: Partial<RawOrg> = {}): RawOrg => ({ row, code: '', name, shortName: '', parent, parentCode: '', kind: null, sector: null, opensOn: null, problems: [], ...more });
const plan = (rows: readonly RawOrg[], world = WORLD) => planOrgs(rows, world);
const codes = (rows: readonly RawOrg[], world = WORLD) => plan(rows, world).rows.map((row) => row.problems[0]?.code ?? row.status);

describe('R-A3 what a row of a table of organisations means', () => {
  test('new below a known unit, below the chosen unit, below a unit that stands further down', () => {
    const { rows, acts } = plan([raw(2, '北坡村党支部', '新桥镇党委'), raw(3, '西村党支部', '柳河镇党委'), raw(4, '新桥镇党委', '', { sector: 'township' })]);
    expect(rows.map((row) => row.status)).toEqual(['new', 'new', 'new']);
    expect(acts.map((one) => one.row)).toEqual([3, 4, 2]);
    expect(acts[2]).toMatchObject({ act: { do: 'make', parent: { row: 4 }, sector: 'township', fields: { kind: 'branch', shortName: '北坡村党支部' } } });
  });

  test('new below units that other rows of the table say are there already, the chosen unit among them', () => {
    const { acts } = plan([raw(2, '青山县委', '', { code: 'R1' }), raw(3, '柳河镇党委', '青山县委'), raw(4, '西村党支部', '柳河镇党委'), raw(5, '新桥镇党委', '', { parentCode: 'R1' })]);
    expect(acts.map((one) => one.act)).toMatchObject([{ do: 'change', known: { id: 'r' } }, { do: 'make', parent: { known: { id: 'r' } } }, { do: 'make', parent: { known: { id: 't' } } }]);
  });

  test('what the table leaves empty is left alone; what differs changes', () => {
    expect(codes([raw(2, '青山县委'), raw(3, '柳河镇党委'), raw(4, '东村党支部', '青山县委/柳河镇党委'), raw(5, '东村党支部', '柳河镇党委')])).toEqual(['same', 'same', 'same', 'org-import.row-twice']);
    const { acts } = plan([raw(2, '柳河镇党的委员会', '', { code: 'T1' }), raw(3, '东村党支部', '', { parentCode: 'T1', opensOn: '2021-07-01', code: 'V1' })]);
    expect(acts.map((one) => one.act)).toMatchObject([{ do: 'change', known: { id: 't' }, fields: { name: '柳河镇党的委员会' } }, { do: 'change', known: { id: 'v' }, fields: { code: 'V1', opensOn: '2021-07-01' } }]);
  });

  test('superiors: unknown, ambiguous, itself, a circle, below a faulty row', () => {
    const rows = [raw(2, '甲', '乙'), raw(3, '乙', '丙'), raw(4, '丙', '甲'), raw(5, '丁', '丙'), raw(6, '戊', '戊'), raw(7, '己', '无此镇'), raw(8, '庚', '己'), raw(9, '同名', '柳河镇党委'), raw(10, '同名', ''), raw(11, '辛', '同名'), raw(12, '壬', '柳河镇党委/同名')];
    expect(codes(rows)).toEqual(['org-import.parent-cycle', 'org-import.parent-cycle', 'org-import.parent-cycle', 'org-import.parent-faulty', 'org-import.parent-self', 'org-import.parent-unknown', 'org-import.parent-faulty', 'new', 'new', 'org-import.parent-ambiguous', 'new']);
    expect(plan(rows).rows[0]!.problems[0]).toMatchObject({ params: { row: 2, rows: '2 → 3 → 4' } });
  });

  test('an import moves nothing and changes no sector; codes are not given away', () => {
    expect(codes([raw(2, '柳河镇党委', '东村党支部', { code: 'T1' })])).toEqual(['org-import.parent-differs']);
    expect(codes([raw(2, '东村党支部', '柳河镇党委', { sector: 'community' })])).toEqual(['org-import.sector-differs']);
    expect(codes([raw(2, '柳河镇党委', '', { code: 'T9' }), raw(3, '甲', '', { code: 'X' }), raw(4, '乙', '', { code: 'X' })])).toEqual(['org-import.code-differs', 'new', 'org-import.code-twice']);
    expect(codes([raw(2, '新'), raw(3, '柳河镇党委', '', { opensOn: '2021-01-01' })], { ...WORLD, may: () => false })).toEqual(['org-import.not-permitted', 'org-import.not-permitted']);
  });

  test('a chain deeper than paths can be ends in a note, not in a stack overflow', () => {
    const rows = Array.from({ length: 30_000 }, (_, n) => raw(n + 2, `第${n}级`, n === 29_999 ? '' : `第${n + 1}级`));
    const { rows: planned } = plan(rows);
    expect(planned.filter((row) => row.status === 'new')).toHaveLength(59);
    expect(planned[0]!.problems[0]).toMatchObject({ code: 'org-import.too-deep' });
  });

  test('100,000 duplicate rows are named, each with the first', () => {
    const { rows, acts } = plan(Array.from({ length: 100_001 }, (_, n) => raw(n + 2, '甲', '柳河镇党委')));
    expect(acts).toHaveLength(1);
    expect(rows.filter((row) => row.problems[0]?.code === 'org-import.row-twice' && row.problems[0].params?.['first'] === 2)).toHaveLength(100_000);
  });

  test('the order of the rows makes no difference, and superiors come first', () => {
    const tree = fc.array(fc.nat(), { minLength: 1, maxLength: 40 });
    fc.assert(fc.property(tree, fc.nat(), (above, seed) => {
      const rows = above.map((choice, n) => raw(n + 2, `单位${n}`, n === 0 || choice % (n + 1) === n ? '' : `单位${choice % (n + 1)}`));
      const mixed = plan(shuffled(rows, seededRandom(seed)));
      expect(mixed.rows.map((row) => row.status)).toEqual(rows.map(() => 'new'));
      const placed = new Set<number>();
      for (const { row, act } of mixed.acts) {
        if (act.do === 'make' && 'row' in act.parent) expect(placed.has(act.parent.row)).toBe(true);
        placed.add(row);
      }
    }), { numRuns: 60 });
  });
});
