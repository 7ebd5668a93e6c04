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
