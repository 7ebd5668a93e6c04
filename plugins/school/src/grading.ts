import type { Scheme } from '@shuping/plugin-sdk';
import { t } from './text.ts';

const grade = (id: string): Scheme['grading']['grades'][number] => ({ id, title: t(`grade.${id}`) });

export const grading: Scheme['grading'] = {
  grades: [grade('hao'), grade('jiaohao'), grade('yiban'), grade('cha')],
  bands: [
    { id: 'hao', from: 90, inclusive: true },
    { id: 'jiaohao', from: 80, inclusive: true },
    { id: 'yiban', from: 60, inclusive: true },
    { id: 'cha', from: null, inclusive: true },
  ],
  pool: 'cycle',
  quotas: [{ id: 'hao-cap', title: t('quota.hao-cap'), grades: ['hao'], kind: 'cap', share: 0.3, rounding: 'down', strictness: 'must' }],
  gates: [
    {
      id: 'gate-onsite', title: t('gate.onsite'), grade: 'hao', otherwise: 'jiaohao',
      requires: { kind: 'compare', left: { of: 'node', node: 'onsite' }, op: 'ge', right: 85 },
    },
    { id: 'gate-carry', title: t('gate.carry'), grade: 'hao', otherwise: 'jiaohao', requires: { kind: 'not', of: { kind: 'event', question: 'd_carry' } } },
  ],
  vetoes: [{ id: 'veto-conduct', title: t('veto.conduct'), question: 'v_conduct', when: { kind: 'event', question: 'v_conduct' }, grade: 'cha' }],
  tieBreak: ['onsite', 'routine'],
};
