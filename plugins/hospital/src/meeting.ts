import { K_ANONYMITY, type Scheme } from '@shuping/plugin-sdk';
import { MUSTS } from './questions.ts';
import { t } from './text.ts';

type Group = Scheme['groups'][number];

const group = (id: string, minHeads: number, ballot: string, small: Group['small']): Group => ({ id, title: t(`group.${id}`), selector: t(`group.${id}.selector`), minHeads, ballot, small });

/** Nobody who debriefs is in a group, so that everybody rates everybody; patients have a ballot of their own and are never merged with others. */
export const groups: Scheme['groups'] = [
  group('leaders', K_ANONYMITY, 'inner', { rule: 'merge', into: 'staff' }),
  group('functional', K_ANONYMITY, 'inner', { rule: 'merge', into: 'staff' }),
  group('staff', 20, 'inner', { rule: 'named' }),
  group('patients', 10, 'outer', { rule: 'named' }),
];

type Scale = Scheme['scales'][number];

const option = (scale: string, id: string, points: number): Scale['options'][number] => ({ id, title: t(`option.${scale}.${id}`), points, anchor: t(`option.${scale}.${id}.anchor`) });

export const scales: Scheme['scales'] = [
  { id: 'four', options: [option('four', 'hao', 100), option('four', 'jiaohao', 85), option('four', 'yiban', 70), option('four', 'cha', 50)] },
  { id: 'service', options: [option('service', 'very', 100), option('service', 'fairly', 75), option('service', 'so_so', 50), option('service', 'not', 0)] },
];

export const ballots: Scheme['ballots'] = [
  {
    id: 'inner',
    title: t('ballot.inner'),
    items: [
      { id: 'overall', title: t('ballot.overall'), scale: 'four', required: true },
      ...MUSTS.map((must) => ({ id: must, title: t(`ballot.${must}`), scale: 'four', question: must, required: false })),
    ],
    remarks: true,
  },
  {
    id: 'outer',
    title: t('ballot.outer'),
    items: [
      { id: 'service', title: t('ballot.service'), scale: 'service', question: 'patients', required: true },
      { id: 'conduct', title: t('ballot.conduct'), scale: 'service', question: 'i_conduct', required: true },
    ],
    remarks: true,
  },
];

export const meeting: Scheme['meeting'] = { mode: 'stage', order: 'listed', minutes: 5, comment: { required: true, role: 'host_leader' }, quorum: 0.666666 };
