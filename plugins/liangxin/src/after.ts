import { stageOf, type Scheme } from '@shuping/plugin-sdk';
import { write } from './text.ts';

const { fact, outcome, step } = write;

/** 内部述评 in January and February, 向上述评 in March; all done by the end of March (S50), grades in April. */
export const calendar: Scheme['calendar'] = [
  stageOf('planning', '12-01', '12-20'),
  stageOf('research', '12-10', '+01-31'),
  stageOf('reporting', '+01-05', '+02-15'),
  stageOf('vetting', '+01-05', '+02-25'),
  stageOf('meeting', '+01-10', '+03-31'),
  stageOf('grading', '+03-20', '+04-10'),
  stageOf('publicity', '+03-25', '+04-20'),
  stageOf('feedback', '+04-01', '+04-30'),
  stageOf('rectification', '+04-01', '+10-31'),
  stageOf('archive', '+11-01', '+11-15'),
];

export const results: Scheme['results'] = [
  outcome('talk', ['cha'], 'talk', { role: 'host_leader', withinDays: 30 }),
  outcome('help', ['yiban', 'cha'], 'train', { role: 'host_officer', withinDays: 90 }),
  outcome('award', ['hao'], 'award_eligible'),
  outcome('award_barred', ['cha'], 'award_barred'),
  outcome('rectify', ['jiaohao', 'yiban', 'cha'], 'rectify', { role: 'secretary', withinDays: 30 }),
];

export const rectification: Scheme['rectification'] = {
  days: { now: 30, limited: 90, long: 180 },
  listWithinDays: 30,
  circularEveryDays: 180,
  spotCheckShare: 0.1,
  satisfaction: true,
};

export const facts: Scheme['facts'] = [
  fact('organisation_kind', 'text', 'organisation profile: organisation_kind'),
  fact('months_in_post', 'number', 'appointments'),
  fact('owner_is_member', 'boolean', 'organisation profile: owner_is_member'),
];

/** One reader only: organisations of this sector are spared the chain of the others (S50). */
export const vetting: Scheme['vetting'] = [step('instructor', 'instructor', 5)];
