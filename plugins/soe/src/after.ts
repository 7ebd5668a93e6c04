import { stageOf, type Scheme } from '@shuping/plugin-sdk';
import { write } from './text.ts';

const { fact, outcome, step } = write;
const ALL = ['hao', 'jiaohao', 'yiban', 'cha'];

/** The results of the business appraisal come in March; the grade waits for them. */
export const calendar: Scheme['calendar'] = [
  stageOf('planning', '11-15', '12-05'),
  stageOf('research', '12-06', '+01-20'),
  stageOf('reporting', '12-20', '+01-20'),
  stageOf('vetting', '+01-05', '+01-31'),
  stageOf('meeting', '+02-01', '+02-28'),
  stageOf('grading', '+03-01', '+03-25'),
  stageOf('publicity', '+03-10', '+04-05'),
  stageOf('feedback', '+03-20', '+04-15'),
  stageOf('rectification', '+03-20', '+11-15'),
  stageOf('archive', '+11-16', '+11-30'),
];

export const results: Scheme['results'] = [
  outcome('talk', ['yiban', 'cha'], 'talk', { role: 'host_leader', withinDays: 30 }),
  outcome('award', ['hao'], 'award_eligible'),
  outcome('award_barred', ['yiban', 'cha'], 'award_barred'),
  outcome('rectify', ALL, 'rectify', { role: 'secretary', withinDays: 30 }),
  outcome('train', ['cha'], 'train', { role: 'host_officer', withinDays: 90 }),
  outcome('upward', ALL, 'report_upward', { role: 'host_officer', withinDays: 30 }),
];

export const rectification: Scheme['rectification'] = {
  days: { now: 30, limited: 90, long: 365 },
  listWithinDays: 30,
  circularEveryDays: 90,
  spotCheckShare: 0.2,
  satisfaction: true,
};

export const facts: Scheme['facts'] = [
  fact('months_in_post', 'number', 'appointments'),
  fact('ownership', 'text', 'organisation profile: ownership'),
  fact('frontline_share', 'number', 'organisation profile: frontline_members, members'),
];

export const vetting: Scheme['vetting'] = [
  step('enterprise_office', 'enterprise_party_office', 2),
  step('party_work_dept', 'party_work_dept', 3),
  step('deputy', 'deputy_secretary', 3),
  step('secretary', 'party_secretary', 2),
];
