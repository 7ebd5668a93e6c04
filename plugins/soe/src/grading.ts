import type { Scheme } from '@shuping/plugin-sdk';
import { t, write } from './text.ts';

const atLeast = (id: string, node: string, right: number): Scheme['grading']['gates'][number] => ({
  id, title: t(`gate.${node}`), grade: 'hao', otherwise: 'jiaohao', requires: { kind: 'compare', left: { of: 'node', node }, op: 'ge', right },
});

export const grading: Scheme['grading'] = {
  grades: ['hao', 'jiaohao', 'yiban', 'cha'].map(write.grade),
  bands: [
    { id: 'hao', from: 90, inclusive: true },
    { id: 'jiaohao', from: 80, inclusive: true },
    { id: 'yiban', from: 60, inclusive: true },
    { id: 'cha', from: null, inclusive: true },
  ],
  pool: 'sector',
  quotas: [{ id: 'hao-cap', title: t('quota.hao-cap'), grades: ['hao'], kind: 'cap', share: 0.3, rounding: 'down', strictness: 'must' }],
  gates: [atLeast('gate-operating', 'operating', 80), atLeast('gate-basic', 'basic', 85)],
  vetoes: [
    { id: 'veto-safety', title: t('veto.safety'), question: 'v_safety', when: { kind: 'event', question: 'v_safety' }, grade: 'cha' },
    { id: 'veto-discipline', title: t('veto.discipline'), question: 'v_discipline', when: { kind: 'event', question: 'v_discipline', withinMonths: 12 }, grade: 'cha' },
  ],
  tieBreak: ['basic', 'onsite'],
};
