import type { Scheme } from '@shuping/plugin-sdk';
import { t, write } from './text.ts';

type Gate = Scheme['grading']['gates'][number];

const gate = (id: string, requires: Gate['requires']): Gate => ({ id: `gate-${id}`, title: t(`gate.${id}`), grade: 'hao', otherwise: 'jiaohao', requires });

/** What takes the top grade away, with its reason on record (S41). */
export const grading: Scheme['grading'] = {
  grades: ['hao', 'jiaohao', 'yiban', 'cha'].map(write.grade),
  bands: [
    { id: 'hao', from: 90, inclusive: true },
    { id: 'jiaohao', from: 80, inclusive: true },
    { id: 'yiban', from: 60, inclusive: true },
    { id: 'cha', from: null, inclusive: true },
  ],
  pool: 'cycle',
  quotas: [{ id: 'hao-cap', title: t('quota.hao-cap'), grades: ['hao'], kind: 'cap', share: 0.25, rounding: 'down', strictness: 'must' }],
  gates: [
    gate('base', { kind: 'compare', left: { of: 'node', node: 'base' }, op: 'ge', right: 85 }),
    gate('quarter', { kind: 'compare', left: { of: 'node', node: 'best_quarter' }, op: 'ge', right: 90 }),
    gate('leave', { kind: 'not', of: { kind: 'event', question: 'd_leave' } }),
    gate('account', { kind: 'not', of: { kind: 'event', question: 'd_account', withinMonths: 12 } }),
  ],
  vetoes: [
    { id: 'veto-key-task', title: t('veto.key-task'), question: 'v_key_task', when: { kind: 'event', question: 'v_key_task' }, grade: 'cha' },
    { id: 'veto-discipline', title: t('veto.discipline'), question: 'v_discipline', when: { kind: 'event', question: 'v_discipline', withinMonths: 12 }, grade: 'cha' },
  ],
  tieBreak: ['onsite', 'quarters'],
};
