import { K_ANONYMITY, type Scheme } from '@shuping/plugin-sdk';
import { AREAS } from './questions.ts';
import { t, write } from './text.ts';

const { group, scale } = write;

/** The session in the township. What the village's own members and villagers think is voted on in the village and comes in as one figure (score.ts). */
export const groups: Scheme['groups'] = [
  group('town_leaders', K_ANONYMITY, 'inner', { rule: 'merge', into: 'town_units' }),
  group('town_units', K_ANONYMITY, 'inner', { rule: 'named' }),
  group('delegates', 20, 'outer', { rule: 'named' }),
];

export const scales: Scheme['scales'] = [
  scale('four', { hao: 100, jiaohao: 80, yiban: 60, cha: 40 }),
  scale('content', { very: 100, fairly: 75, so_so: 50, not: 0 }),
];

export const ballots: Scheme['ballots'] = [
  {
    id: 'inner',
    title: t('ballot.inner'),
    items: [
      { id: 'overall', title: t('ballot.overall'), scale: 'four', required: true },
      ...AREAS.map((area) => ({ id: area, title: t(`ballot.${area}`), scale: 'four', question: area, required: false })),
    ],
    remarks: true,
  },
  {
    id: 'outer',
    title: t('ballot.outer'),
    items: [
      { id: 'service', title: t('ballot.service'), scale: 'content', question: 'at_the_door', required: true },
      { id: 'accounts', title: t('ballot.accounts'), scale: 'content', question: 'openness', required: true },
      { id: 'promises', title: t('ballot.promises'), scale: 'content', question: 'i_promises', required: true },
    ],
    remarks: true,
  },
];

export const meeting: Scheme['meeting'] = { mode: 'stage', order: 'lot', minutes: 5, comment: { required: true, role: 'host_leader' }, quorum: 0.666666 };
