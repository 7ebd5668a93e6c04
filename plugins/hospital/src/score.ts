import type { Scheme, ScoreNode } from '@shuping/plugin-sdk';
import { MUSTS } from './questions.ts';
import { t } from './text.ts';

type Items = Extract<ScoreNode, { kind: 'indicator_sheet' }>['items'];
type TallyItems = Extract<ScoreNode, { kind: 'tally' }>['items'];

const item = (id: string, max: number, deduction: Items[number]['deduction']): Items[number] => ({ id, title: t(`q.${id}`), max, deduction, question: id });

const INNER: TallyItems = [{ id: 'overall', weight: 40 }, ...MUSTS.map((id) => ({ id, weight: 15 }))];
const OUTER: TallyItems = [{ id: 'service', weight: 50 }, { id: 'conduct', weight: 50 }];

const ballotOf = (group: string, ballot: string, items: TallyItems): ScoreNode => ({
  kind: 'tally', id: `tally_${group}`, title: t(`group.${group}`), level: 'assessee', group, ballot, items, divisor: 'valid',
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
        { id: 'routine', weight: 35, absence: { rule: 'hold' } },
        { id: 'research', weight: 15, absence: { rule: 'merge', into: 'routine' } },
        { id: 'comment_mark', weight: 20, absence: { rule: 'merge', into: 'onsite' } },
        { id: 'onsite', weight: 30, absence: { rule: 'hold' } },
      ],
    },
    {
      kind: 'indicator_sheet', id: 'routine', title: t('node.routine'), level: 'assessee', owner: 'party_office',
      items: [
        item('i_life', 20, 'until_used_up'), item('i_members', 15, 'until_used_up'), item('i_ideology', 20, 'until_used_up'),
        item('i_conduct', 25, 'all_or_nothing'), item('i_patient', 20, 'until_used_up'),
      ],
    },
    entered('research', 'supervision_team', 'required'),
    entered('comment_mark', 'presiding_leader', 'none'),
    {
      kind: 'weighted_sum', id: 'onsite', title: t('node.onsite'), level: 'assessee', total: 100,
      inputs: [
        { id: 'tally_leaders', weight: 30, absence: { rule: 'merge', into: 'tally_staff' } },
        { id: 'tally_functional', weight: 20, absence: { rule: 'merge', into: 'tally_staff' } },
        { id: 'tally_staff', weight: 30, absence: { rule: 'hold' } },
        { id: 'tally_patients', weight: 20, absence: { rule: 'renormalise' } },
      ],
    },
    ballotOf('leaders', 'inner', INNER),
    ballotOf('functional', 'inner', INNER),
    ballotOf('staff', 'inner', INNER),
    ballotOf('patients', 'outer', OUTER),
    { kind: 'events', id: 'bonus', title: t('node.bonus'), level: 'assessee', questions: ['b_honour', 'b_stage'], sign: 'plus', perMatter: 'highest', cap: 4 },
    { kind: 'events', id: 'deduction', title: t('node.deduction'), level: 'assessee', questions: ['d_stage', 'd_complaint', 'd_notice'], sign: 'minus', perMatter: 'highest' },
  ],
};
