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
  pool: 'sector',
  quotas: [{ id: 'hao-cap', title: t('quota.hao-cap'), grades: ['hao'], kind: 'cap', share: 0.25, rounding: 'down', strictness: 'must' }],
  gates: [
    {
      id: 'gate-onsite', title: t('gate.onsite'), grade: 'hao', otherwise: 'jiaohao',
      requires: { kind: 'compare', left: { of: 'node', node: 'onsite' }, op: 'ge', right: 85 },
    },
    { id: 'gate-complaint', title: t('gate.complaint'), grade: 'hao', otherwise: 'jiaohao', requires: { kind: 'not', of: { kind: 'event', question: 'd_complaint' } } },
  ],
  vetoes: [{ id: 'veto-ethics', title: t('veto.ethics'), question: 'v_ethics', when: { kind: 'event', question: 'v_ethics', withinMonths: 12 }, grade: 'cha' }],
  tieBreak: ['onsite', 'routine'],
};
