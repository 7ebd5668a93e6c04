import { K_ANONYMITY, type Scheme } from '@shuping/plugin-sdk';
import { AREAS } from './questions.ts';
import { t } from './text.ts';

/** Members of 述职对象 do not vote: with slips that carry no name everybody in a group rates everybody, so nobody who is rated may be in one. */
export const groups: Scheme['groups'] = [
  { id: 'leaders', title: t('group.leaders'), selector: t('group.leaders.selector'), minHeads: K_ANONYMITY, ballot: 'ballot', small: { rule: 'merge', into: 'members_public' } },
  { id: 'peers', title: t('group.peers'), selector: t('group.peers.selector'), minHeads: K_ANONYMITY, ballot: 'ballot', small: { rule: 'merge', into: 'members_public' } },
  { id: 'members_public', title: t('group.members_public'), selector: t('group.members_public.selector'), minHeads: 20, ballot: 'ballot', small: { rule: 'named' } },
];

const option = (id: string, points: number): Scheme['scales'][number]['options'][number] => ({ id, title: t(`option.${id}`), points, anchor: t(`option.${id}.anchor`) });

export const scales: Scheme['scales'] = [{ id: 'four', options: [option('hao', 100), option('jiaohao', 80), option('yiban', 60), option('cha', 40)] }];

export const ballots: Scheme['ballots'] = [{
  id: 'ballot',
  title: t('ballot.title'),
  items: [
    { id: 'overall', title: t('ballot.overall'), scale: 'four', required: true },
    ...AREAS.map((area) => ({ id: area, title: t(`ballot.${area}`), scale: 'four', question: area, required: false })),
  ],
  remarks: true,
}];

export const meeting: Scheme['meeting'] = { mode: 'stage', order: 'lot', minutes: 5, comment: { required: true, role: 'host_leader' }, quorum: 0.666666 };
