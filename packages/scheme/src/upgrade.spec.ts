import { describe, expect, test } from '@jest/globals';
import type { Scheme } from './model/scheme.ts';
import { sampleScheme } from './testing/index.ts';
import { threeWay, upgradeEffect } from './upgrade.ts';

const changed = (change: (s: Scheme) => void): Scheme => {
  const scheme = structuredClone(sampleScheme());
  change(scheme);
  return scheme;
};

describe('R-B4 upgrading to a newer version', () => {
  test('each difference says who made it; only what both changed differently is a conflict', () => {
    const own = changed((s) => { s.minMonthsInPost = 3; s.publicity.days = 7; s.appeal.days = 9; s.vetting.reverse(); });
    const above = changed((s) => { s.minMonthsInPost = 4; s.publicity.days = 7; s.meeting.minutes = 5; s.questions[0]!.title = { text: '新' }; });
    expect(threeWay(sampleScheme(), own, above)).toEqual([
      { path: 'minMonthsInPost', who: 'conflict', base: 6, own: 3, upstream: 4 },
      { path: 'vetting/_order', who: 'own', base: ['office', 'leader'], own: ['leader', 'office'], upstream: ['office', 'leader'] },
      { path: 'publicity/days', who: 'both', base: 5, own: 7, upstream: 7 },
      { path: 'appeal/days', who: 'own', base: 5, own: 9, upstream: 5 },
      { path: 'questions/theme/title', who: 'upstream', base: { text: '政治建设' }, own: { text: '政治建设' }, upstream: { text: '新' } },
      { path: 'meeting/minutes', who: 'upstream', base: 8, own: 8, upstream: 5 },
    ]);
    expect(threeWay(sampleScheme(), sampleScheme(), sampleScheme())).toEqual([]);
  });

  test('a member taken away above and changed below is one conflict, at the member', () => {
    const own = changed((s) => { s.report.sections[1]!.title = { text: '问题' }; });
    const above = changed((s) => { s.report.sections.splice(1, 1); });
    expect(threeWay(sampleScheme(), own, above).map(({ path, who }) => [path, who])).toEqual([['report/sections/problems', 'conflict']]);
  });

  test('37 reports gain a question, 0 lose one; answers to what is gone are kept and named', () => {
    const reports = Array.from({ length: 37 }, (_, i) => ({ id: `r${i}`, sections: [{ id: 'problems', text: i < 2 ? '调研不深' : ' ' }] }));
    const more = changed((s) => { s.report.sections.push({ id: 'talent', kind: 'answer', title: { text: '人才工作' }, required: true, titles: [] }); });
    expect(upgradeEffect(sampleScheme(), more, reports)).toEqual({ reports: 37, gain: 37, gained: ['talent'], lose: 0, lost: [], mustAnswer: 37, kept: [], rescore: false });
    const fewer = changed((s) => { s.report.sections.splice(1, 1); s.grading.bands[0]!.from = 91; });
    expect(upgradeEffect(sampleScheme(), fewer, reports)).toEqual({ reports: 37, gain: 0, gained: [], lose: 2, lost: ['problems'], mustAnswer: 0, kept: [{ report: 'r0', section: 'problems' }, { report: 'r1', section: 'problems' }], rescore: true });
  });
});
