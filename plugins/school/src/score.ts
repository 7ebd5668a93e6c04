import type { Scheme, ScoreNode } from '@shuping/plugin-sdk';
import { AREAS } from './questions.ts';
import { t } from './text.ts';

type Items = Extract<ScoreNode, { kind: 'indicator_sheet' }>['items'];

const item = (id: string, max: number, deduction: Items[number]['deduction']): Items[number] => ({ id, title: t(`q.${id}`), max, deduction, question: id });

const ballotOf = (group: string): ScoreNode => ({
  kind: 'tally',
  id: `tally_${group}`,
  title: t(`group.${group}`),
  level: 'assessee',
  group,
  ballot: 'ballot',
  items: [{ id: 'overall', weight: 50 }, ...AREAS.map((area) => ({ id: area, weight: 10 }))],
  divisor: 'valid',
});

const entered = (id: string, owner: string, evidence: 'none' | 'required'): ScoreNode => ({
  kind: 'officer_input', id, title: t(`node.${id}`), level: 'assessee', min: 0, max: 100, owner, evidence,
});

export const score: Scheme['score'] = {
  root: 'composite',
  digits: 2,
  nodes: [
    {
      kind: 'adjusted', id: 'composite', title: t('node.composite'), level: 'assessee', base: 'base', accounts: ['bonus', 'deduction'], min: 0, max: 100,
      round: { digits: 2, mode: 'half_up' },
    },
    {
      kind: 'weighted_sum', id: 'base', title: t('node.base'), level: 'assessee', total: 100,
      inputs: [
        { id: 'routine', weight: 30, absence: { rule: 'hold' } },
        { id: 'research', weight: 20, absence: { rule: 'renormalise' } },
        { id: 'comment_mark', weight: 20, absence: { rule: 'merge', into: 'onsite' } },
        { id: 'onsite', weight: 30, absence: { rule: 'hold' } },
      ],
    },
    {
      kind: 'indicator_sheet', id: 'routine', title: t('node.routine'), level: 'assessee', owner: 'organiser',
      items: [
        item('i_life', 25, 'until_used_up'), item('i_members', 20, 'until_used_up'), item('i_ideology', 20, 'all_or_nothing'),
        item('i_service', 20, 'until_used_up'), item('i_rectify', 15, 'until_used_up'),
      ],
    },
    entered('research', 'research_group', 'required'),
    entered('comment_mark', 'presiding_leader', 'none'),
    {
      kind: 'weighted_sum', id: 'onsite', title: t('node.onsite'), level: 'assessee', total: 100,
      inputs: [
        { id: 'tally_leaders', weight: 30, absence: { rule: 'merge', into: 'tally_members_public' } },
        { id: 'tally_peers', weight: 30, absence: { rule: 'merge', into: 'tally_members_public' } },
        { id: 'tally_members_public', weight: 40, absence: { rule: 'hold' } },
      ],
    },
    ballotOf('leaders'),
    ballotOf('peers'),
    ballotOf('members_public'),
    { kind: 'events', id: 'bonus', title: t('node.bonus'), level: 'assessee', questions: ['b_honour'], sign: 'plus', perMatter: 'highest', cap: 3 },
    { kind: 'events', id: 'deduction', title: t('node.deduction'), level: 'assessee', questions: ['d_notice', 'd_carry'], sign: 'minus', perMatter: 'highest' },
  ],
};
