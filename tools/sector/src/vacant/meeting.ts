import { K_ANONYMITY, type Scheme } from '@shuping/plugin-sdk';
import { DUTIES } from './questions.ts';
import { t, write } from './text.ts';

const { group, scale } = write;

/** Those assessed are in no group. */
export const groups: Scheme['groups'] = [
  group('leaders', K_ANONYMITY, 'ballot', { rule: 'merge', into: 'served' }),
  group('peers', K_ANONYMITY, 'ballot', { rule: 'merge', into: 'served' }),
  group('served', 20, 'ballot', { rule: 'named' }),
];

export const scales: Scheme['scales'] = [scale('four', { hao: 100, jiaohao: 80, yiban: 60, cha: 40 })];

export const ballots: Scheme['ballots'] = [{
  id: 'ballot',
  title: t('ballot.title'),
  items: [
    { id: 'overall', title: t('ballot.overall'), scale: 'four', required: true },
    ...DUTIES.map((duty) => ({ id: duty, title: t(`q.${duty}`), scale: 'four', question: duty, required: false })),
  ],
  remarks: true,
}];

export const meeting: Scheme['meeting'] = { mode: 'stage', order: 'lot', minutes: 5, comment: { required: true, role: 'host_leader' }, quorum: 0.666666 };
