import { K_ANONYMITY, type Scheme } from '@shuping/plugin-sdk';
import { AREAS } from './questions.ts';
import { t, write } from './text.ts';

const { group, scale } = write;

/** The county's session. What the township's own people think is voted on in each township and comes in as one figure (score.ts). */
export const groups: Scheme['groups'] = [
  group('standing', K_ANONYMITY, 'ballot', { rule: 'merge', into: 'delegates' }),
  group('members_units', K_ANONYMITY, 'ballot', { rule: 'merge', into: 'delegates' }),
  group('delegates', 20, 'ballot', { rule: 'named' }),
];

export const scales: Scheme['scales'] = [scale('four', { hao: 100, jiaohao: 80, yiban: 60, cha: 40 })];

export const ballots: Scheme['ballots'] = [{
  id: 'ballot',
  title: t('ballot.title'),
  items: [
    { id: 'overall', title: t('ballot.overall'), scale: 'four', required: true },
    ...AREAS.map((area) => ({ id: area, title: t(`ballot.${area}`), scale: 'four', question: area, required: false })),
  ],
  remarks: true,
}];

export const meeting: Scheme['meeting'] = { mode: 'stage', order: 'lot', minutes: 10, comment: { required: true, role: 'host_leader' }, quorum: 0.666666 };
