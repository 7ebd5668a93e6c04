import { K_ANONYMITY, type Scheme } from '@shuping/plugin-sdk';
import { t, write } from './text.ts';

const { group, scale } = write;

/** Rows of the ballot beside the overall one, as on the ballot of a coal group (S38). */
export const ROWS = ['understanding', 'performance', 'key_tasks', 'problems', 'next_steps'] as const;

/** Those assessed are in no group; small groups at the top vote with the managers of the enterprises. */
export const groups: Scheme['groups'] = [
  group('leaders', K_ANONYMITY, 'ballot', { rule: 'merge', into: 'managers' }),
  group('hq', K_ANONYMITY, 'ballot', { rule: 'merge', into: 'managers' }),
  group('managers', 10, 'ballot', { rule: 'named' }),
  group('staff', 20, 'ballot', { rule: 'named' }),
];

export const scales: Scheme['scales'] = [
  scale('support', { yes: 100, no: 0 }),
  scale('four', { hao: 100, jiaohao: 75, yiban: 50, cha: 25 }),
];

const ASKS: Readonly<Record<(typeof ROWS)[number], string | undefined>> = { understanding: 'duty', performance: 'lead', key_tasks: 'tackle', problems: undefined, next_steps: undefined };

/** Every row must be filled (S38). */
export const ballots: Scheme['ballots'] = [{
  id: 'ballot',
  title: t('ballot.title'),
  items: [
    { id: 'support', title: t('ballot.support'), scale: 'support', required: true },
    ...ROWS.map((row) => ({ id: row, title: t(`ballot.${row}`), scale: 'four', ...(ASKS[row] === undefined ? {} : { question: ASKS[row] }), required: true })),
  ],
  remarks: true,
}];

export const meeting: Scheme['meeting'] = { mode: 'stage', order: 'lot', minutes: 10, comment: { required: true, role: 'host_leader' }, quorum: 0.666666 };
