import type { Scheme } from '@shuping/plugin-sdk';
import { t, write } from './text.ts';

export const grading: Scheme['grading'] = {
  grades: ['hao', 'jiaohao', 'yiban', 'cha'].map(write.grade),
  bands: [{ id: 'hao', from: 90, inclusive: true }, { id: 'jiaohao', from: 80, inclusive: true }, { id: 'yiban', from: 60, inclusive: true }, { id: 'cha', from: null, inclusive: true }],
  pool: 'sector',
  quotas: [{ id: 'hao-cap', title: t('quota.hao-cap'), grades: ['hao'], kind: 'cap', share: 0.3, rounding: 'down', strictness: 'must' }],
  gates: [],
  vetoes: [{ id: 'veto-conduct', title: t('veto.conduct'), question: 'v_conduct', when: { kind: 'event', question: 'v_conduct' }, grade: 'cha' }],
  tieBreak: ['onsite', 'routine'],
};
