import type { Scheme } from '@shuping/plugin-sdk';
import { write } from './text.ts';

const { asked, event, indicator, stopper } = write;

/** What a township secretary answers for; each is a row of the ballot. */
export const AREAS = ['political', 'duty', 'teams', 'weak', 'guide', 'central'] as const;

/** 必答 of SRC0: the team, guarantees, the members, what inspections found. */
export const ANSWERS = ['own_team', 'guarantee', 'members', 'inspection'] as const;

/** 加分 of SRC0: organising power, central tasks, service. */
export const BONUSES = ['b_power', 'b_central', 'b_service'] as const;

export const questions: Scheme['questions'] = [
  asked('political', 'must_report', 'SRC2; S02'),
  asked('duty', 'must_report', 'S02; SRC0'),
  asked('teams', 'must_report', 'S02; SRC4'),
  asked('weak', 'must_report', 'S02; SRC4'),
  asked('guide', 'must_report', 'SRC0; SRC2'),
  asked('central', 'must_report', 'SRC2; SRC0'),
  asked('conduct', 'must_report', 'S02; S03'),
  ...ANSWERS.map((id) => asked(id, 'must_answer', 'SRC0')),
  asked('burden', 'shared', 'SRC2'),
  indicator('i_teams', 'organisation_department', 'SRC4'),
  indicator('i_weak', 'organisation_department', 'SRC4'),
  indicator('i_guarantee', 'organisation_department', 'SRC0; SRC4'),
  indicator('i_members', 'organisation_department', 'SRC4'),
  indicator('i_guide', 'organisation_department', 'SRC0'),
  indicator('i_inspection', 'discipline_commission', 'SRC0'),
  ...BONUSES.map((id) => event(id, 'bonus', [1, 2], 'organisation_department', 'SRC0; S37')),
  event('d_weak', 'deduction', [1, 3], 'organisation_department', 'SRC4; S40'),
  event('d_notice', 'deduction', [3, 5], 'organisation_department', 'S37'),
  stopper('v_discipline', 'discipline_commission', 'S37; S41'),
  stopper('v_governance', 'discipline_commission', 'S37; S02'),
];
