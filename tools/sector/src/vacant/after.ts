import { stageOf, type Scheme } from '@shuping/plugin-sdk';
import { write } from './text.ts';

const { fact, outcome, step } = write;

export const calendar: Scheme['calendar'] = [
  stageOf('planning', '11-15', '11-30'), stageOf('research', '12-01', '12-20'), stageOf('reporting', '12-05', '12-25'), stageOf('vetting', '12-15', '12-31'), stageOf('meeting', '+01-05', '+01-20'),
  stageOf('grading', '+01-15', '+01-31'), stageOf('publicity', '+01-20', '+02-10'), stageOf('feedback', '+01-25', '+02-20'), stageOf('rectification', '+01-25', '+10-31'), stageOf('archive', '+11-01', '+11-20'),
];

export const results: Scheme['results'] = [
  outcome('talk', ['yiban', 'cha'], 'talk', { role: 'host_leader', withinDays: 30 }),
  outcome('award', ['hao'], 'award_eligible'),
  outcome('rectify', ['hao', 'jiaohao', 'yiban', 'cha'], 'rectify', { role: 'secretary', withinDays: 30 }),
];

export const rectification: Scheme['rectification'] = { days: { now: 30, limited: 90, long: 365 }, listWithinDays: 30, circularEveryDays: 90, spotCheckShare: 0.2, satisfaction: true };

export const facts: Scheme['facts'] = [fact('months_in_post', 'number', 'appointments')];

export const vetting: Scheme['vetting'] = [step('office', 'office', 3), step('secretary', 'party_secretary', 3)];
