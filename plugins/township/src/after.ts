import { stageOf as stage, type Scheme } from '@shuping/plugin-sdk';
import { write } from './text.ts';

const { fact, outcome, repeated, step } = write;

/** Townships are through by the end of February (S02), after their villages and communities. */
export const calendar: Scheme['calendar'] = [
  stage('planning', '12-01', '12-20'),
  stage('research', '12-10', '+01-15'),
  stage('reporting', '12-25', '+01-20'),
  stage('vetting', '+01-05', '+01-31'),
  stage('meeting', '+02-01', '+02-20'),
  stage('grading', '+02-01', '+02-28'),
  stage('publicity', '+02-01', '+03-10'),
  stage('feedback', '+02-01', '+03-20'),
  stage('rectification', '+02-01', '+10-31'),
  stage('archive', '+11-01', '+11-30'),
];

const ALL = ['hao', 'jiaohao', 'yiban', 'cha'];
const LOW = ['yiban', 'cha'];

export const results: Scheme['results'] = [
  outcome('talk', LOW, 'talk', { role: 'host_leader', withinDays: 30 }),
  outcome('award', ['hao'], 'award_eligible'),
  outcome('award_barred', LOW, 'award_barred'),
  outcome('rectify', ALL, 'rectify', { role: 'secretary', withinDays: 30 }),
  outcome('train', ['cha'], 'train', { role: 'host_officer', withinDays: 90 }),
  outcome('appointment', ALL, 'report_upward', { role: 'host_officer', withinDays: 30 }),
  repeated('again', LOW, 2, 'accountability', { role: 'host_officer', withinDays: 60 }),
  repeated('adjust', ['cha'], 2, 'post', { role: 'host_leader', withinDays: 90, effect: { kind: 'post', act: 'adjust' } }),
];

export const rectification: Scheme['rectification'] = { days: { now: 30, limited: 90, long: 365 }, listWithinDays: 30, circularEveryDays: 90, spotCheckShare: 0.25, satisfaction: true };

export const facts: Scheme['facts'] = [
  fact('villages', 'number', 'organisation profile: villages'),
  fact('communities', 'number', 'organisation profile: communities'),
  fact('weak_organisations', 'number', 'organisation profile: weak_organisations'),
];

/** 四级把关 (SRC0). */
export const vetting: Scheme['vetting'] = [
  step('office', 'office_head', 3),
  step('deputy', 'deputy_minister', 2),
  step('minister', 'minister', 2),
  step('secretary', 'county_secretary', 3),
];
