import { stageOf as stage, type Scheme } from '@shuping/plugin-sdk';
import { write } from './text.ts';

const { fact, outcome, repeated, step } = write;

/** The session closes the fourth quarter (S14, S22), so that a district is through before the counties begin (S02). */
export const calendar: Scheme['calendar'] = [
  stage('planning', '11-01', '11-15'),
  stage('research', '11-16', '12-10'),
  stage('reporting', '11-25', '12-12'),
  stage('vetting', '12-05', '12-18'),
  stage('meeting', '12-19', '12-28'),
  stage('grading', '12-22', '+01-10'),
  stage('publicity', '12-22', '+01-20'),
  stage('feedback', '12-22', '+01-31'),
  stage('rectification', '12-22', '+10-15'),
  stage('archive', '+10-16', '+10-31'),
];

const ALL = ['hao', 'jiaohao', 'yiban', 'cha'];
const LOW = ['yiban', 'cha'];

export const results: Scheme['results'] = [
  outcome('talk', LOW, 'talk', { role: 'host_leader', withinDays: 30 }),
  outcome('award', ['hao'], 'award_eligible'),
  outcome('award_barred', LOW, 'award_barred'),
  outcome('rectify', ALL, 'rectify', { role: 'secretary', withinDays: 30 }),
  outcome('pairing', LOW, 'train', { role: 'host_officer', withinDays: 90 }),
  outcome('pay', ALL, 'report_upward', { role: 'host_officer', withinDays: 30 }),
  repeated('again', LOW, 2, 'accountability', { role: 'host_officer', withinDays: 60 }),
  repeated('adjust', ['cha'], 2, 'post', { role: 'host_leader', withinDays: 90, effect: { kind: 'post', act: 'adjust' } }),
  // the low grades have their talk already
  { ...outcome('talk_last', ['hao', 'jiaohao'], 'talk', { role: 'host_leader', withinDays: 30 }), marks: ['last'] },
];

export const rectification: Scheme['rectification'] = { days: { now: 15, limited: 90, long: 365 }, listWithinDays: 30, circularEveryDays: 90, spotCheckShare: 0.25, satisfaction: true };

export const facts: Scheme['facts'] = [
  fact('households', 'number', 'organisation profile: households'),
  fact('grids', 'number', 'organisation profile: grids'),
  fact('unmanaged_estates', 'number', 'organisation profile: unmanaged_estates'),
];

export const vetting: Scheme['vetting'] = [
  step('office', 'party_office', 3),
  step('organisation', 'organisation_member', 3),
  step('secretary', 'district_secretary', 3),
];
