import type { Scheme } from '@shuping/plugin-sdk';
import { t } from './text.ts';

type Question = Scheme['questions'][number];

const asked = (id: string, kind: 'must_report' | 'must_answer' | 'shared', source: string): Question => ({
  id, kind, title: t(`q.${id}`), guidance: t(`q.${id}.guidance`), source,
});

const indicator = (id: string, source: string): Question => ({ id, kind: 'indicator', title: t(`q.${id}`), guidance: t(`q.${id}.guidance`), owner: 'party_office', source });

const event = (id: string, kind: 'bonus' | 'deduction', min: number, max: number, owner: string, source: string): Question => ({
  id, kind, title: t(`q.${id}`), guidance: t(`q.${id}.guidance`), owner, points: { min, max }, source,
});

/** 四必须: what every debriefing in a hospital must speak of, and what the ballot asks about (S35). */
export const MUSTS = ['duty', 'branch', 'ideology', 'plan'] as const;

export const questions: Scheme['questions'] = [
  ...MUSTS.map((id) => asked(id, 'must_report', 'S35')),
  asked('talent', 'must_report', 'S35'),
  asked('patients', 'must_report', 'S35'),
  asked('decision', 'must_answer', 'S35'),
  asked('burden', 'shared', 'SRC2'),
  indicator('i_life', 'S35'),
  indicator('i_members', 'S35'),
  indicator('i_ideology', 'S35'),
  indicator('i_conduct', 'S35'),
  indicator('i_patient', 'S35'),
  event('b_honour', 'bonus', 1, 3, 'party_office', 'S37'),
  event('b_stage', 'bonus', 0.2, 1, 'monitoring_group', 'S35, S04'),
  event('d_stage', 'deduction', 0.2, 1, 'monitoring_group', 'S35, S04'),
  event('d_complaint', 'deduction', 0.5, 1, 'conduct_office', 'S04'),
  event('d_notice', 'deduction', 3, 5, 'party_office', 'S37'),
  { id: 'v_ethics', kind: 'veto', title: t('q.v_ethics'), guidance: t('q.v_ethics.guidance'), owner: 'conduct_office', source: 'S37, S41' },
];
