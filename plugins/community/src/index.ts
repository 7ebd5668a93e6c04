import { defineSector, SCHEME_FORMAT, usualTolerance, type Scheme } from '@shuping/plugin-sdk';
import { calendar, facts, rectification, results, vetting } from './after.ts';
import { addressIdentity } from './checks/address-identity.ts';
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
import { score } from './score.ts';
import { t, write } from './text.ts';

const scheme: Scheme = {
  format: SCHEME_FORMAT,
  id: 'community-secretary',
  sector: 'community',
  title: t('scheme.title'),
  posts: ['社区党组织书记', '社区党委书记', '社区党总支书记', '社区党支部书记'],
  minMonthsInPost: 6,
  questions, report, vetting, meeting, groups, scales, ballots, score, grading,
  publicity: { days: 5, workingDays: true },
  appeal: { days: 5 },
  tolerance: usualTolerance(t, 5),
  results, rectification, calendar, facts, examples, notes,
};

/** 社区领域: yearly assessment, fed by four quarters, of community secretaries by their sub-district committee. */
export const community = defineSector({
  apiVersion: 1,
  id: 'community',
  version: '1.0.0',
  title: t('sector'),
  catalogues: { 'zh-CN': zhCN, en },
  scheme, constraints, roles, profileFields,
  // the last five where a county hears the secretaries itself
  duties: write.duties(['party_office', 'grid_centre', 'appraisal_group', 'organisation_member', 'district_secretary', 'discipline_office', 'organisation_department', 'office_head', 'deputy_minister', 'minister', 'county_secretary']),
  checks: [addressIdentity, businessForDuty],
  sources,
});
