import { K_ANONYMITY, type Scheme } from '@shuping/plugin-sdk';
import { t, write } from './text.ts';

const { group, scale } = write;

/** The three measures of S44, turned from an official's work to a secretary's; each has a scale of its own. */
export const MEASURES = ['effort', 'efficiency', 'completion'] as const;

/** 分管领导, 干部职工, 考核组 (S44); those assessed are in none of them. */
export const groups: Scheme['groups'] = [
  group('leaders', K_ANONYMITY, 'ballot', { rule: 'merge', into: 'staff' }),
  group('staff', 20, 'ballot', { rule: 'named' }),
  group('team', K_ANONYMITY, 'ballot', { rule: 'named' }),
];

export const scales: Scheme['scales'] = [
  scale('effort', { great: 100, fair: 80, middling: 60, little: 40 }),
  scale('efficiency', { high: 100, fair: 80, middling: 60, low: 40 }),
  scale('completion', { good: 100, fair: 80, middling: 60, poor: 40 }),
];

export const ballots: Scheme['ballots'] = [{
  id: 'ballot',
  title: t('ballot.title'),
  items: MEASURES.map((measure) => ({ id: measure, title: t(`ballot.${measure}`), scale: measure, required: true })),
  remarks: true,
}];

export const meeting: Scheme['meeting'] = { mode: 'stage', order: 'listed', minutes: 8, comment: { required: true, role: 'host_leader' }, quorum: 0.666666 };
