import type { Scheme } from '@shuping/plugin-sdk';
import { QUARTERS } from './score.ts';
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
  quotas: [{ id: 'hao-cap', title: t('quota.hao-cap'), grades: ['hao'], kind: 'cap', share: 0.3, rounding: 'down', strictness: 'must' }],
  gates: [
    {
      id: 'gate-mass', title: t('gate.mass'), grade: 'hao', otherwise: 'jiaohao',
      requires: { kind: 'compare', left: { of: 'node', node: 'mass' }, op: 'ge', right: 85 },
    },
    {
      id: 'gate-quarter', title: t('gate.quarter'), grade: 'hao', otherwise: 'jiaohao',
      requires: { kind: 'or', all: QUARTERS.map((node) => ({ kind: 'compare', left: { of: 'node', node }, op: 'ge', right: 90 })) },
    },
    {
      id: 'gate-floor', title: t('gate.floor'), grade: 'jiaohao', otherwise: 'yiban',
      requires: { kind: 'compare', left: { of: 'node', node: 'mass' }, op: 'ge', right: 60 },
    },
  ],
  vetoes: [
    { id: 'veto-discipline', title: t('veto.discipline'), question: 'v_discipline', when: { kind: 'event', question: 'v_discipline', withinMonths: 12 }, grade: 'cha' },
    { id: 'veto-fault', title: t('veto.fault'), question: 'v_fault', when: { kind: 'event', question: 'v_fault', withinMonths: 12 }, grade: 'yiban' },
    {
      id: 'veto-recall', title: t('veto.recall'), question: 'v_fault', grade: 'cha',
      when: { kind: 'and', all: [{ kind: 'event', question: 'v_fault', withinMonths: 12 }, { kind: 'compare', left: { of: 'node', node: 'mass' }, op: 'lt', right: 60 }] },
    },
  ],
  tieBreak: ['mass', 'quarterly'],
  marks: [{ id: 'last', title: t('mark.last'), period: 'cycle', any: [{ kind: 'rank', id: 'bottom', end: 'bottom', heads: 1, ties: 'all_in' }] }],
};
