import { defineSector, SCHEME_FORMAT, usualTolerance, type Scheme } from '@shuping/plugin-sdk';
import { calendar, facts, rectification, results, vetting } from './after.ts';
import { businessForDuty } from './checks/business-for-duty.ts';
import { patientIdentity } from './checks/patient-identity.ts';
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
  id: 'hospital-branch-secretary',
  sector: 'hospital',
  title: t('scheme.title'),
  posts: ['党支部书记', '支部书记'],
  minMonthsInPost: 3,
  questions, report, vetting, meeting, groups, scales, ballots, score, grading,
  publicity: { days: 5, workingDays: true },
  appeal: { days: 5 },
  tolerance: usualTolerance(t, 5),
  results, rectification, calendar, facts, examples, notes,
};

/** 医院领域: yearly assessment of the branch secretaries of a public hospital. */
export const hospital = defineSector({
  apiVersion: 1,
  id: 'hospital',
  version: '1.0.0',
  title: t('sector'),
  catalogues: { 'zh-CN': zhCN, en },
  scheme, constraints, roles, profileFields,
  duties: ['party_office', 'monitoring_group', 'conduct_office', 'supervision_team', 'deputy_secretary', 'party_secretary', 'presiding_leader'].map((id) => ({ id, title: t(`role.${id}`) })),
  checks: [businessForDuty, patientIdentity],
  sources,
});
