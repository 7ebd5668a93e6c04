import { stageOf as stage, type Scheme } from '@shuping/plugin-sdk';
import { t } from './text.ts';

export const calendar: Scheme['calendar'] = [
  stage('planning', '11-01', '11-10'),
  stage('research', '11-11', '12-10'),
  stage('reporting', '11-20', '12-12'),
  stage('vetting', '12-01', '12-16'),
  stage('meeting', '12-17', '12-21'),
  stage('grading', '12-21', '12-25'),
  stage('publicity', '12-21', '+01-08'),
  stage('feedback', '12-21', '+01-15'),
  stage('rectification', '12-21', '+10-31'),
  stage('archive', '+11-01', '+11-30'),
];

export const results: Scheme['results'] = [
  { id: 'talk', title: t('result.talk'), grades: ['yiban', 'cha'], action: 'talk', role: 'host_leader', withinDays: 30 },
  { id: 'award', title: t('result.award'), grades: ['hao'], action: 'award_eligible' },
  { id: 'award_barred', title: t('result.award_barred'), grades: ['yiban', 'cha'], action: 'award_barred' },
  { id: 'rectify', title: t('result.rectify'), grades: ['hao', 'jiaohao', 'yiban', 'cha'], action: 'rectify', role: 'secretary', withinDays: 30 },
  { id: 'train', title: t('result.train'), grades: ['yiban', 'cha'], action: 'train', role: 'host_officer', withinDays: 180 },
  { id: 'upward', title: t('result.upward'), grades: ['hao', 'jiaohao', 'yiban', 'cha'], action: 'report_upward', role: 'host_officer', withinDays: 30 },
];

export const rectification: Scheme['rectification'] = {
  days: { now: 30, limited: 180, long: 365 },
  listWithinDays: 30,
  circularEveryDays: 90,
  spotCheckShare: 0.2,
  satisfaction: true,
};

const fact = (id: string, type: 'number' | 'text', source: string): Scheme['facts'][number] => ({
  id, title: t(`fact.${id}`), type, ...(type === 'number' ? { unit: t(`fact.${id}.unit`) } : {}), source,
});

export const facts: Scheme['facts'] = [
  fact('months_in_post', 'number', 'appointments'),
  fact('branch_type', 'text', 'organisation profile: branch_type'),
  fact('members', 'number', 'organisation profile: members'),
];

export const vetting: Scheme['vetting'] = [
  { id: 'organiser', title: t('vetting.organiser'), role: 'organiser', days: 3 },
  { id: 'deputy', title: t('vetting.deputy'), role: 'deputy_secretary', days: 3 },
  { id: 'secretary', title: t('vetting.secretary'), role: 'party_secretary', days: 3 },
];
