import type { Scheme } from '@shuping/plugin-sdk';
import { t, write } from './text.ts';

export const grading: Scheme['grading'] = {
  grades: ['hao', 'jiaohao', 'yiban', 'cha'].map(write.grade),
  bands: [
    { id: 'hao', from: 90, inclusive: true },
    { id: 'jiaohao', from: 80, inclusive: true },
    { id: 'yiban', from: 60, inclusive: true },
    { id: 'cha', from: null, inclusive: true },
  ],
  pool: 'sector',
  quotas: [{ id: 'hao-cap', title: t('quota.hao-cap'), grades: ['hao'], kind: 'cap', share: 0.3, rounding: 'half_up', strictness: 'principle' }],
  gates: [{
    id: 'gate-own', title: t('gate.own'), grade: 'hao', otherwise: 'jiaohao',
    requires: { kind: 'compare', left: { of: 'option_share', ballot: 'own', item: 'overall', option: 'hao' }, op: 'ge', right: 0.95 },
  }],
  vetoes: [{ id: 'veto-conduct', title: t('veto.conduct'), question: 'v_conduct', when: { kind: 'event', question: 'v_conduct', withinMonths: 12 }, grade: 'cha' }],
  tieBreak: ['own_forum', 'five_good'],
};
