import { defineSector, SCHEME_FORMAT, type Scheme } from '@shuping/plugin-sdk';
import { calendar, facts, rectification, results, vetting } from './after.ts';
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
  id: 'vacant-secretary',
  sector: 'vacant',
  title: t('scheme.title'),
  posts: ['党支部书记'],
  minMonthsInPost: 3,
  questions, report, vetting, meeting, groups, scales, ballots, score, grading,
  publicity: { days: 5, workingDays: true },
  appeal: { days: 5 },
  results, rectification, calendar, facts, examples, notes,
};

export const vacant = defineSector({
  apiVersion: 1,
  id: 'vacant',
  version: '0.1.0',
  title: t('sector'),
  catalogues: { 'zh-CN': zhCN, en },
  scheme, constraints, roles, profileFields,
  duties: write.duties(['office', 'party_secretary']),
  checks: [],
  sources,
});
