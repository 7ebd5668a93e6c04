import { defineSector, SCHEME_FORMAT, usualTolerance, type Scheme } from '@shuping/plugin-sdk';
import { calendar, facts, rectification, results, vetting } from './after.ts';
import { businessForDuty } from './checks/business-for-duty.ts';
import { staffPrivacy } from './checks/staff-privacy.ts';
import { constraints } from './constraints.ts';
import { examples } from './examples.ts';
import { grading } from './grading.ts';
import { en } from './locales/en.ts';
import { zhCN } from './locales/zh-CN.ts';
import { ballots, groups, meeting, scales } from './meeting.ts';
import { notes, sources } from './notes.ts';
import { profileFields } from './profile.ts';
import { questions } from './questions.ts';
import { report } from './report.ts';
import { roles } from './roles.ts';
import { score } from './score.ts';
import { t, write } from './text.ts';

const scheme: Scheme = {
  format: SCHEME_FORMAT,
  id: 'liangxin-branch-secretary',
  sector: 'liangxin',
  title: t('scheme.title'),
  posts: ['党支部书记', '联合党支部书记', '党总支书记', '党委书记'],
  minMonthsInPost: 3,
  questions, report, vetting, meeting, groups, scales, ballots, score, grading,
  publicity: { days: 5, workingDays: true },
  appeal: { days: 5 },
  tolerance: usualTolerance(t, 5),
  results, rectification, calendar, facts, examples, notes,
};

/** 两新领域: yearly assessment of the Party secretaries of private enterprises and social organisations. */
export const liangxin = defineSector({
  apiVersion: 1,
  id: 'liangxin',
  version: '1.0.0',
  title: t('sector'),
  catalogues: { 'zh-CN': zhCN, en },
  scheme, constraints, roles, profileFields,
  duties: write.duties(['work_committee', 'instructor']),
  checks: [businessForDuty, staffPrivacy],
  sources,
});
