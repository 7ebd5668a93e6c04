import { defineSector, SCHEME_FORMAT, usualTolerance, type Scheme } from '@shuping/plugin-sdk';
import { calendar, facts, rectification, results, vetting } from './after.ts';
import { belowOnly } from './checks/below-only.ts';
import { businessForDuty } from './checks/business-for-duty.ts';
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
import { DEPARTMENTS, score } from './score.ts';
import { t, write } from './text.ts';

const scheme: Scheme = {
  format: SCHEME_FORMAT,
  id: 'township-secretary',
  sector: 'township',
  title: t('scheme.title'),
  posts: ['乡镇党委书记', '镇党委书记', '乡党委书记', '街道党工委书记'],
  minMonthsInPost: 6,
  questions, report, vetting, meeting, groups, scales, ballots, score, grading,
  publicity: { days: 5, workingDays: true },
  appeal: { days: 5 },
  tolerance: usualTolerance(t, 5),
  results, rectification, calendar, facts, examples, notes,
};

/** 乡镇街道领域: yearly assessment of the secretaries of townships and sub-districts by their county committee. */
export const township = defineSector({
  apiVersion: 1,
  id: 'township',
  version: '1.0.0',
  title: t('sector'),
  catalogues: { 'zh-CN': zhCN, en },
  scheme, constraints, roles, profileFields,
  duties: write.duties(['organisation_department', 'office_head', 'deputy_minister', 'minister', 'county_secretary', 'performance_office', 'discipline_commission', ...DEPARTMENTS.map((id) => `${id}_reviewer`)]),
  checks: [belowOnly, businessForDuty],
  sources,
});
