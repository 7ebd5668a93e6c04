import { defineSector, SCHEME_FORMAT, usualTolerance, type Scheme } from '@shuping/plugin-sdk';
import { calendar, facts, rectification, results, vetting } from './after.ts';
import { businessForDuty } from './checks/business-for-duty.ts';
import { markedPaper } from './checks/marked-paper.ts';
import { paperForDeed } from './checks/paper-for-deed.ts';
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
  id: 'agency-organ-secretary',
  sector: 'agency',
  title: t('scheme.title'),
  posts: ['机关党委书记', '机关党总支书记', '机关党支部书记', '党支部书记'],
  minMonthsInPost: 6,
  questions, report, vetting, meeting, groups, scales, ballots, score, grading,
  publicity: { days: 5, workingDays: true },
  appeal: { days: 5 },
  tolerance: usualTolerance(t, 5),
  results, rectification, calendar, facts, examples, notes,
};

/** 机关领域: yearly assessment of the Party secretaries of government organs. */
export const agency = defineSector({
  apiVersion: 1,
  id: 'agency',
  version: '1.0.0',
  title: t('sector'),
  catalogues: { 'zh-CN': zhCN, en },
  scheme, constraints, roles, profileFields,
  // the last five where a county hears the secretaries itself
  duties: write.duties(['work_committee', 'organ_party_office', 'organ_leader', 'discipline_office', 'organisation_department', 'office_head', 'deputy_minister', 'minister', 'county_secretary']),
  checks: [businessForDuty, markedPaper, paperForDeed],
  sources,
});
