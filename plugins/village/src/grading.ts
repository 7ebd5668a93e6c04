import type { Scheme } from '@shuping/plugin-sdk';
import { t, write } from './text.ts';

const GRADES = ['hao', 'jiaohao', 'yiban', 'cha'];

export const grading: Scheme['grading'] = {
  grades: GRADES.map(write.grade),
  bands: [
    { id: 'hao', from: 90, inclusive: true },
    { id: 'jiaohao', from: 80, inclusive: true },
    { id: 'yiban', from: 60, inclusive: true },
    { id: 'cha', from: null, inclusive: true },
  ],
  pool: 'sector',
  quotas: [
    { id: 'hao-cap', title: t('quota.hao-cap'), grades: ['hao'], kind: 'cap', share: 0.2, rounding: 'down', strictness: 'must' },
    { id: 'low-floor', title: t('quota.low-floor'), grades: ['yiban', 'cha'], kind: 'floor', share: 0.1, rounding: 'down', strictness: 'principle' },
  ],
  gates: [
    {
      id: 'gate-village', title: t('gate.village'), grade: 'hao', otherwise: 'jiaohao',
      requires: { kind: 'compare', left: { of: 'node', node: 'village_meeting' }, op: 'ge', right: 85 },
    },
    { id: 'gate-open', title: t('gate.open'), grade: 'hao', otherwise: 'jiaohao', requires: { kind: 'not', of: { kind: 'event', question: 'd_open' } } },
    { id: 'gate-income', title: t('gate.income'), grade: 'hao', otherwise: 'jiaohao', requires: { kind: 'not', of: { kind: 'event', question: 'd_income' } } },
  ],
  vetoes: [
    { id: 'veto-discipline', title: t('veto.discipline'), question: 'v_discipline', when: { kind: 'event', question: 'v_discipline', withinMonths: 12 }, grade: 'cha' },
    { id: 'veto-funds', title: t('veto.funds'), question: 'v_funds', when: { kind: 'event', question: 'v_funds', withinMonths: 12 }, grade: 'cha' },
  ],
  tieBreak: ['village_meeting', 'verification'],
  marks: [{ id: 'last', title: t('mark.last'), period: 'cycle', any: [{ kind: 'rank', id: 'bottom', end: 'bottom', heads: 1, ties: 'all_in' }] }],
};
