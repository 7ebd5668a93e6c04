import { K_ANONYMITY, type Scheme } from '@shuping/plugin-sdk';
import { t, write } from './text.ts';

const { group, scale } = write;

/** What the review panel judges beside the whole: 举措创新, 问题原因, 下步打算 (S25). */
export const ROWS = ['measures', 'problems', 'next_steps'] as const;

/** 双述双评: the panel of the superior, and the own organisation. In small branches members and managers vote with the staff. */
export const groups: Scheme['groups'] = [
  group('panel', K_ANONYMITY, 'up', { rule: 'named' }),
  group('members', K_ANONYMITY, 'own', { rule: 'merge', into: 'staff' }),
  group('managers', K_ANONYMITY, 'own', { rule: 'merge', into: 'staff' }),
  group('staff', 10, 'own', { rule: 'named' }),
];

export const scales: Scheme['scales'] = [
  scale('four', { hao: 100, jiaohao: 80, yiban: 60, cha: 40 }),
  scale('three', { hao: 100, yiban: 60, cha: 0 }),
];

export const ballots: Scheme['ballots'] = [
  {
    id: 'up',
    title: t('ballot.up'),
    items: [
      { id: 'overall', title: t('ballot.overall'), scale: 'four', required: true },
      ...ROWS.map((row) => ({ id: row, title: t(`ballot.${row}`), scale: 'four', required: true })),
    ],
    remarks: true,
  },
  {
    id: 'own',
    title: t('ballot.own'),
    items: [
      { id: 'overall', title: t('ballot.overall'), scale: 'three', required: true },
      { id: 'help', title: t('ballot.help'), scale: 'three', question: 'people', required: false },
    ],
    remarks: true,
  },
];

export const meeting: Scheme['meeting'] = { mode: 'stage', order: 'lot', minutes: 3, comment: { required: true, role: 'host_leader' }, quorum: 0.500001 };
