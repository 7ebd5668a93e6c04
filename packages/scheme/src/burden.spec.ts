import { describe, expect, test } from '@jest/globals';
import { ASSESSEE, burdenOf, EVALUATOR, MINUTES } from './burden.ts';
import { sampleScheme } from './testing/index.ts';

describe('R-J3 burden of a scheme', () => {
  test('R-J3 fields, files and minutes per role, worked by hand', () => {
    const { roles, total } = burdenOf(sampleScheme());
    expect(roles[ASSESSEE]).toEqual({ fields: 3, files: 0, minutes: 3 * MINUTES.section });
    expect(roles[EVALUATOR]).toEqual({ fields: 3, files: 0, minutes: 2.1 });
    // office: one vetting step (20), two figures with one file (2 + 2 + 5), half an event of each of two questions (2 × (3 + 2.5))
    expect(roles['office']).toEqual({ fields: 6, files: 2, minutes: 40 });
    // leader: one vetting step (20), the comment (6), one figure (2)
    expect(roles['leader']).toEqual({ fields: 3, files: 0, minutes: 28 });
    expect(total).toEqual({ fields: 15, files: 2, minutes: 205.1 });
  });

  test('R-J3 a further required section and a file asked for weigh', () => {
    const more = sampleScheme();
    more.report.sections.push({ id: 'measures', kind: 'measures', title: { text: '下步措施' }, required: true, titles: [] });
    expect(burdenOf(more).total.minutes - burdenOf(sampleScheme()).total.minutes).toBeCloseTo(MINUTES.section);
  });
});

describe('R-J3 burden of other kinds of nodes', () => {
  test('parts split among offices weigh on each office, periods on their owner, counting on nobody', () => {
    const more = sampleScheme();
    const title = { text: '分项' };
    more.score.nodes.push(
      { kind: 'split_input', id: 'split', title, level: 'assessee', total: 10, absence: 'hold', parts: [{ id: 'a', title, owner: 'office', min: 0, max: 5 }, { id: 'b', title, owner: 'leader', min: 0, max: 5 }] },
      { kind: 'periods', id: 'quarters', title, level: 'assessee', owner: 'leader', cadence: 'quarter', min: 0, max: 100, periods: [{ id: 'q1' }, { id: 'q2' }, { id: 'q3' }, { id: 'q4' }], measure: { by: 'mean' }, missing: 'hold', atLeast: 1 },
      { kind: 'reference', id: 'other', title, level: 'assessee', node: 'regular', of: 'organisation', combine: 'only', factor: 1, none: 'absent', missing: 'hold' },
    );
    const [before, after] = [burdenOf(sampleScheme()).roles, burdenOf(more).roles];
    expect(after['office']!.fields - before['office']!.fields).toBe(1);
    expect(after['leader']!.fields - before['leader']!.fields).toBe(5);
    expect(after['leader']!.minutes - before['leader']!.minutes).toBe(5 * MINUTES.figure);
  });
});
