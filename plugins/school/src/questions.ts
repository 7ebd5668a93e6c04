import type { Scheme } from '@shuping/plugin-sdk';
import { t } from './text.ts';

type Question = Scheme['questions'][number];

const asked = (id: string, kind: 'must_report' | 'must_answer' | 'shared', source: string): Question => ({
  id, kind, title: t(`q.${id}`), guidance: t(`q.${id}.guidance`), source,
});

const indicator = (id: string, source: string): Question => ({ id, kind: 'indicator', title: t(`q.${id}`), guidance: t(`q.${id}.guidance`), owner: 'organiser', source });

const event = (id: string, kind: 'bonus' | 'deduction', min: number, max: number, source: string): Question => ({
  id, kind, title: t(`q.${id}`), guidance: t(`q.${id}.guidance`), owner: 'organiser', points: { min, max }, source,
});

/** The five content areas of SRC1 in own words, one question of the year, and what is kept through the year. */
export const AREAS = ['theme', 'foundation', 'weak', 'fortress', 'duty'] as const;

export const questions: Scheme['questions'] = [
  ...AREAS.map((id) => asked(id, 'must_report', 'SRC1')),
  asked('dual_leader', 'must_answer', 'SRC1'),
  asked('burden', 'shared', 'SRC1, SRC2'),
  indicator('i_life', 'SRC1'),
  indicator('i_members', 'SRC1'),
  indicator('i_ideology', 'SRC1'),
  indicator('i_service', 'SRC1'),
  indicator('i_rectify', 'SRC1'),
  event('b_honour', 'bonus', 1, 3, 'S37'),
  event('d_notice', 'deduction', 3, 5, 'S37'),
  event('d_carry', 'deduction', 1, 3, 'S40'),
  { id: 'v_conduct', kind: 'veto', title: t('q.v_conduct'), guidance: t('q.v_conduct.guidance'), owner: 'organiser', source: 'S37, S43' },
];
