import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { placesBelow, rollUp, stepBelow, sumOf, type CountRow, type CycleAt, type UnitAt } from './roll-up.rules.ts';

const unit = (orgPath: string): UnitAt => ({ id: orgPath, name: orgPath, orgPath });
const cycle = (orgPath: string, year = 2026): CycleAt => ({ id: `${year}${orgPath}`, orgPath, year });
const counts = (of: CycleAt, problems: number, more: Partial<CountRow> = {}): CountRow => ({ cycleId: of.id, sector: 'village', grade: '', stage: 'grading', n: { problems, assessees: 2 }, ...more });

describe('R-J1 figures by place', () => {
  test('places two steps below, with what the place above runs itself first', () => {
    const cycles = [cycle('/p/'), cycle('/p/a/'), cycle('/p/a/x/'), cycle('/p/a/y/z/'), cycle('/p/b/')];
    const paths = placesBelow('/p/', cycles.map((one) => one.orgPath));
    expect(paths).toEqual(['/p/', '/p/a/', '/p/b/', '/p/a/x/', '/p/a/y/']);
    const rows = rollUp(unit('/p/'), cycles, [...paths].sort().map(unit), cycles.map((one, at) => counts(one, 10 ** at)));
    expect(rows.map((row) => [row.orgPath, row.level, row.own, row.opens, row.n.problems])).toEqual([
      ['/p/', 0, true, false, 1], ['/p/a/', 0, false, true, 1110], ['/p/a/', 1, true, false, 10], ['/p/a/x/', 1, false, false, 100], ['/p/a/y/', 1, false, true, 1000], ['/p/b/', 0, false, false, 10_000],
    ]);
  });

  test('one step towards a host', () => {
    expect([stepBelow('/p/', '/p/a/b/'), stepBelow('/p/', '/p/'), stepBelow('/p/', '/q/')]).toEqual(['/p/a/', null, null]);
  });

  test('grades and stages are summed beside the measures', () => {
    const one = cycle('/p/');
    expect(sumOf([counts(one, 0, { grade: 'hao', n: { graded: 3, assessees: 4 } }), counts(one, 0, { grade: 'hao', sector: 'school', n: { graded: 1, assessees: 1 } })])).toMatchObject({ grades: { hao: 4 }, stages: { grading: 5 }, n: { graded: 4 } });
  });

  test('rows of level 0 add up to the total, rows inside a place to the place, for any tree', () => {
    const path = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 4 }).map((steps) => `/p/${steps.map((step) => `${step}/`).join('')}`);
    fc.assert(fc.property(fc.uniqueArray(path, { maxLength: 25 }), fc.infiniteStream(fc.nat(50)), (hosts, figures) => {
      const cycles = hosts.map((host) => cycle(host));
      const rows = cycles.map((one) => counts(one, figures.next().value as number));
      const all = rollUp(unit('/p/'), cycles, placesBelow('/p/', hosts).sort().map(unit), rows);
      const sum = (some: readonly { n: { problems: number } }[]): number => some.reduce((total, row) => total + row.n.problems, 0);
      expect(sum(all.filter((row) => row.level === 0))).toBe(sumOf(rows).n.problems);
      for (const [at, row] of all.entries()) {
        if (row.level !== 0 || row.own || row.hosts < 2) continue;
        const end = all.findIndex((other, n) => n > at && other.level === 0);
        expect(sum(all.slice(at + 1, end < 0 ? undefined : end))).toBe(row.n.problems);
      }
    }));
  });
});
