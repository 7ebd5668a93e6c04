import { defineSector, SCHEME_FORMAT, usualTolerance, type Scheme } from '@shuping/plugin-sdk';
import { calendar, facts, rectification, results, vetting } from './after.ts';
import { businessForDuty } from './checks/business-for-duty.ts';
import { studentNumber } from './checks/student-number.ts';
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
import { t } from './text.ts';

const scheme: Scheme = {
  format: SCHEME_FORMAT,
  id: 'school-branch-secretary',
  sector: 'school',
  title: t('scheme.title'),
  posts: ['党支部书记', '支部书记', '教师党支部书记', '学生党支部书记'],
  minMonthsInPost: 3,
  questions, report, vetting, meeting, groups, scales, ballots, score, grading,
  publicity: { days: 5, workingDays: true },
  appeal: { days: 5 },
  tolerance: usualTolerance(t, 5),
  results, rectification, calendar, facts, examples, notes,
};

/** 学校领域: yearly assessment of the branch secretaries of a school or university. */
export const school = defineSector({
  apiVersion: 1,
  id: 'school',
  version: '1.0.0',
  title: t('sector'),
  catalogues: { 'zh-CN': zhCN, en },
  scheme, constraints, roles, profileFields,
  duties: ['organiser', 'deputy_secretary', 'party_secretary', 'research_group', 'presiding_leader'].map((id) => ({ id, title: t(`role.${id}`) })),
  checks: [businessForDuty, studentNumber],
  sources,
});
