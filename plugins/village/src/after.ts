import { stageOf as stage, type Scheme } from '@shuping/plugin-sdk';
import { write } from './text.ts';

const { fact, outcome, repeated, step } = write;

/** Villages debrief at home in December and before the township in January; verification follows the voting (S05, S20). */
export const calendar: Scheme['calendar'] = [
  stage('planning', '11-10', '11-25'),
  stage('research', '11-26', '12-25'),
  stage('reporting', '12-01', '12-25'),
  stage('vetting', '12-15', '+01-05'),
  stage('meeting', '+01-06', '+01-15'),
  stage('grading', '+01-10', '+01-25'),
  stage('publicity', '+01-10', '+02-05'),
  stage('feedback', '+01-10', '+02-15'),
  stage('rectification', '+01-10', '+10-31'),
  stage('archive', '+11-01', '+11-09'),
];

const ALL = ['hao', 'jiaohao', 'yiban', 'cha'];
const LOW = ['yiban', 'cha'];

export const results: Scheme['results'] = [
  outcome('talk', LOW, 'talk', { role: 'host_leader', withinDays: 30 }),
  outcome('award', ['hao'], 'award_eligible'),
  outcome('award_barred', LOW, 'award_barred'),
  outcome('rectify', ALL, 'rectify', { role: 'secretary', withinDays: 30 }),
  outcome('pairing', LOW, 'train', { role: 'host_officer', withinDays: 90 }),
  outcome('star', ALL, 'report_upward', { role: 'host_officer', withinDays: 30 }),
  repeated('again', LOW, 2, 'accountability', { role: 'host_officer', withinDays: 60 }),
  repeated('adjust', ['cha'], 2, 'post', { role: 'host_leader', withinDays: 90, effect: { kind: 'post', act: 'adjust' } }),
  // the low grades have their talk already
  { ...outcome('talk_last', ['hao', 'jiaohao'], 'talk', { role: 'host_leader', withinDays: 30 }), marks: ['last'] },
];

export const rectification: Scheme['rectification'] = { days: { now: 30, limited: 180, long: 365 }, listWithinDays: 30, circularEveryDays: 90, spotCheckShare: 0.2, satisfaction: true };

export const facts: Scheme['facts'] = [
  fact('years_as_principal', 'number', 'appointments'),
  fact('collective_income', 'number', 'organisation profile: collective_income'),
  fact('monitored_households', 'number', 'organisation profile: monitored_households'),
];

export const vetting: Scheme['vetting'] = [
  step('contact', 'contact_leader', 3),
  step('organisation', 'organisation_member', 3),
  step('secretary', 'town_secretary', 3),
];
