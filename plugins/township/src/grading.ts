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
  pool: 'cycle',
  quotas: [
    { id: 'hao-cap', title: t('quota.hao-cap'), grades: ['hao'], kind: 'cap', share: 0.3, rounding: 'down', strictness: 'must' },
    { id: 'low-floor', title: t('quota.low-floor'), grades: ['jiaohao', 'yiban', 'cha'], kind: 'floor', share: 0.15, rounding: 'up', strictness: 'principle' },
  ],
  gates: [
    {
      id: 'gate-plenary', title: t('gate.plenary'), grade: 'hao', otherwise: 'jiaohao',
      requires: { kind: 'compare', left: { of: 'node', node: 'plenary' }, op: 'ge', right: 85 },
    },
    {
      id: 'gate-performance', title: t('gate.performance'), grade: 'hao', otherwise: 'jiaohao',
      requires: { kind: 'compare', left: { of: 'node', node: 'performance' }, op: 'ge', right: 80 },
    },
    { id: 'gate-weak', title: t('gate.weak'), grade: 'hao', otherwise: 'jiaohao', requires: { kind: 'not', of: { kind: 'event', question: 'd_weak' } } },
  ],
  vetoes: [
    { id: 'veto-discipline', title: t('veto.discipline'), question: 'v_discipline', when: { kind: 'event', question: 'v_discipline', withinMonths: 12 }, grade: 'cha' },
    { id: 'veto-governance', title: t('veto.governance'), question: 'v_governance', when: { kind: 'event', question: 'v_governance', withinMonths: 12 }, grade: 'cha' },
  ],
  tieBreak: ['plenary', 'departments'],
};
