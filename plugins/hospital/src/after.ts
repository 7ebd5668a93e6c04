import { stageOf as stage, type Scheme } from '@shuping/plugin-sdk';
import { t } from './text.ts';

/** Sessions are held in January after the year, by category (S35). */
export const calendar: Scheme['calendar'] = [
  stage('planning', '11-15', '11-30'),
  stage('research', '12-01', '12-31'),
  stage('reporting', '12-10', '+01-05'),
  stage('vetting', '12-20', '+01-12'),
  stage('meeting', '+01-13', '+01-23'),
  stage('grading', '+01-20', '+01-28'),
  stage('publicity', '+01-20', '+02-08'),
  stage('feedback', '+01-20', '+02-15'),
  stage('rectification', '+01-20', '+10-31'),
  stage('archive', '+11-01', '+11-14'),
];

export const results: Scheme['results'] = [
  { id: 'talk', title: t('result.talk'), grades: ['yiban', 'cha'], action: 'talk', role: 'host_leader', withinDays: 30 },
  { id: 'award', title: t('result.award'), grades: ['hao'], action: 'award_eligible' },
  { id: 'award_barred', title: t('result.award_barred'), grades: ['yiban', 'cha'], action: 'award_barred' },
  { id: 'rectify', title: t('result.rectify'), grades: ['hao', 'jiaohao', 'yiban', 'cha'], action: 'rectify', role: 'secretary', withinDays: 30 },
  { id: 'train', title: t('result.train'), grades: ['cha'], action: 'train', role: 'host_officer', withinDays: 90 },
];

export const rectification: Scheme['rectification'] = {
  days: { now: 30, limited: 90, long: 365 },
  listWithinDays: 30,
  circularEveryDays: 90,
  spotCheckShare: 0.25,
  satisfaction: true,
};

export const facts: Scheme['facts'] = [
  { id: 'category', title: t('fact.category'), type: 'text', source: 'organisation profile: category' },
  { id: 'last_on_stage', title: t('fact.last_on_stage'), type: 'number', unit: t('fact.last_on_stage.unit'), source: 'meetings of earlier cycles' },
];

export const vetting: Scheme['vetting'] = [
  { id: 'party_office', title: t('vetting.party_office'), role: 'party_office', days: 3 },
  { id: 'deputy', title: t('vetting.deputy'), role: 'deputy_secretary', days: 3 },
  { id: 'secretary', title: t('vetting.secretary'), role: 'party_secretary', days: 3 },
];
