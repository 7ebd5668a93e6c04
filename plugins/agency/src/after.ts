import { stageOf, type Scheme } from '@shuping/plugin-sdk';
import { write } from './text.ts';

const { fact, outcome, step } = write;
const ALL = ['hao', 'jiaohao', 'yiban', 'cha'];

/** Three levels one after the other: branch, organ committee, work committee (S40), by the end of January. */
export const calendar: Scheme['calendar'] = [
  stageOf('planning', '11-20', '12-05'),
  stageOf('research', '11-25', '12-25'),
  stageOf('reporting', '12-05', '12-31'),
  stageOf('vetting', '12-20', '+01-10'),
  stageOf('meeting', '+01-11', '+01-25'),
  stageOf('grading', '+01-18', '+01-31'),
  stageOf('publicity', '+01-20', '+02-10'),
  stageOf('feedback', '+01-25', '+02-20'),
  stageOf('rectification', '+01-25', '+10-31'),
  stageOf('archive', '+11-01', '+11-20'),
];

export const results: Scheme['results'] = [
  outcome('talk', ['yiban', 'cha'], 'talk', { role: 'host_leader', withinDays: 30 }),
  outcome('award', ['hao'], 'award_eligible'),
  outcome('award_barred', ['yiban', 'cha'], 'award_barred'),
  outcome('lists', ALL, 'rectify', { role: 'secretary', withinDays: 30 }),
  outcome('train', ['yiban', 'cha'], 'train', { role: 'host_officer', withinDays: 180 }),
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
  fact('organ_kind', 'text', 'organisation profile: organ_kind'),
];

export const vetting: Scheme['vetting'] = [
  step('organ_office', 'organ_party_office', 3),
  step('organ_leader', 'organ_leader', 3),
  step('work_committee', 'work_committee', 4),
];
