import { defineSector, SCHEME_FORMAT, usualTolerance, type Scheme } from '@shuping/plugin-sdk';
import { calendar, facts, rectification, results, vetting } from './after.ts';
import { businessForDuty } from './checks/business-for-duty.ts';
import { householdIdentity } from './checks/household-identity.ts';
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
  id: 'village-secretary',
  sector: 'village',
  title: t('scheme.title'),
  posts: ['村党组织书记', '村党支部书记', '村党总支书记', '村党委书记'],
  minMonthsInPost: 6,
  questions, report, vetting, meeting, groups, scales, ballots, score, grading,
  publicity: { days: 5, workingDays: true },
  appeal: { days: 5 },
  tolerance: usualTolerance(t, 5),
  results, rectification, calendar, facts, examples, notes,
};

/** 村领域: yearly assessment of village secretaries by their township committee. */
export const village = defineSector({
  apiVersion: 1,
  id: 'village',
  version: '1.0.0',
  title: t('sector'),
  catalogues: { 'zh-CN': zhCN, en },
  scheme, constraints, roles, profileFields,
  // the last five where a county hears the secretaries itself
  duties: write.duties(['party_office', 'contact_leader', 'organisation_member', 'town_secretary', 'verification_team', 'assets_office', 'discipline_office', 'organisation_department', 'office_head', 'deputy_minister', 'minister', 'county_secretary']),
  checks: [businessForDuty, householdIdentity],
  sources,
});
