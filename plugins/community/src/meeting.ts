import { K_ANONYMITY, type Scheme } from '@shuping/plugin-sdk';
import { AREAS } from './questions.ts';
import { t, write } from './text.ts';

const { group, scale } = write;

/** The sub-district judges the work, residents and those who run their estates judge what came of it; the two never vote on one form. */
export const groups: Scheme['groups'] = [
  group('leaders', K_ANONYMITY, 'inner', { rule: 'merge', into: 'offices' }),
  group('offices', K_ANONYMITY, 'inner', { rule: 'named' }),
  group('residents', 20, 'outer', { rule: 'named' }),
  group('partners', K_ANONYMITY, 'outer', { rule: 'merge', into: 'residents' }),
  group('grid_workers', K_ANONYMITY, 'outer', { rule: 'merge', into: 'residents' }),
];

export const scales: Scheme['scales'] = [
  scale('four', { hao: 100, jiaohao: 85, yiban: 70, cha: 50 }),
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
      { id: 'answered', title: t('ballot.answered'), scale: 'content', question: 'appeals', required: true },
      { id: 'estate', title: t('ballot.estate'), scale: 'content', question: 'property', required: true },
      { id: 'heard', title: t('ballot.heard'), scale: 'content', question: 'consult', required: true },
    ],
    remarks: true,
  },
];

export const meeting: Scheme['meeting'] = { mode: 'stage', order: 'listed', minutes: 8, comment: { required: true, role: 'host_leader' }, quorum: 0.666666 };
