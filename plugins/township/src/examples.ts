import { exampleInputs as inputs, exampleTally, type Scheme, type ScoreInputs } from '@shuping/plugin-sdk';
import { AREAS } from './questions.ts';
import { t } from './text.ts';

type Tally = ScoreInputs['tallies'][string];
/** 好, 较好, 一般, 差 */
type Marks = readonly [number, number, number, number];

const tally = (heads: number, marks: readonly Marks[]): Tally => exampleTally(heads, ['overall', ...AREAS], ['hao', 'jiaohao', 'yiban', 'cha'], marks);
const six = (marks: Marks): Marks[] => Array.from({ length: 6 }, () => marks);

/**
 * 平时 100 − 2 − 1 − 1 − 1 = 95; departments (94 + 92 + 90 + 93 + 91)/5 = 92.
 * standing: overall (9×100 + 3×80)/12 = 95 → ×40% = 38; areas 100, 95, 90, 95, 90, 95 = 565 → ×10% = 56.5; together 94.5.
 * units: overall 94 → 37.6; areas 96, 94, 92, 94, 90, 94 = 560 → 56; together 93.6.
 * delegates: overall 94 → 37.6; areas 96, 94, 92, 94, 90, 92 = 558 → 55.8; together 93.4.
 * 县场 94.5×30% + 93.6×30% + 93.4×40% = 28.35 + 28.08 + 37.36 = 93.79; with 94 at home: 93.79×60% + 94×40% = 56.274 + 37.6 = 93.874.
 * base 95×25% + 92×20% + 93×15% + 93.874×40% = 23.75 + 18.4 + 13.95 + 37.5496 = 93.6496.
 * Bonuses 1 + 2 + 1 = 4, capped at 3 → 96.6496 → 96.65; ≥ 90, no gate shut → 好.
 */
const full: Scheme['examples'][number] = {
  id: 'full',
  title: t('example.full'),
  inputs: inputs({
    facts: { villages: 21, communities: 3, weak_organisations: 1 },
    sheets: { routine: { i_teams: 2, i_weak: 0, i_guarantee: 1, i_members: 1, i_guide: 1, i_inspection: 0 } },
    officer: { dept_organisation: 94, dept_discipline: 92, dept_publicity: 90, dept_stability: 93, dept_rural: 91 },
    external: { performance: 93, own_unit: 94 },
    events: [
      { question: 'b_power', matter: 'joint-village-committees', day: '2026-06-25', points: 1 },
      { question: 'b_service', matter: 'service-at-the-door', day: '2026-09-18', points: 2 },
      { question: 'b_central', matter: 'flood-relief', day: '2026-08-02', points: 1 },
    ],
    tallies: {
      standing: tally(12, [[9, 3, 0, 0], [12, 0, 0, 0], [9, 3, 0, 0], [6, 6, 0, 0], [9, 3, 0, 0], [6, 6, 0, 0], [9, 3, 0, 0]]),
      members_units: tally(20, [[14, 6, 0, 0], [16, 4, 0, 0], [14, 6, 0, 0], [12, 8, 0, 0], [14, 6, 0, 0], [10, 10, 0, 0], [14, 6, 0, 0]]),
      delegates: tally(40, [[28, 12, 0, 0], [32, 8, 0, 0], [28, 12, 0, 0], [24, 16, 0, 0], [28, 12, 0, 0], [20, 20, 0, 0], [24, 16, 0, 0]]),
    },
  }),
  expect: { score: '96.65', grade: 'hao', nodes: { routine: '95.00', departments: '92.00', plenary: '93.79', debrief: '93.87', bonus: '3.00' } },
};

/** Marks of the county's session where fewer than five standing members vote with the delegates. */
const session = {
  members_units: tally(20, [[16, 4, 0, 0], [18, 2, 0, 0], [16, 4, 0, 0], [14, 6, 0, 0], [12, 8, 0, 0], [16, 4, 0, 0], [14, 6, 0, 0]]),
  delegates: tally(40, [[30, 10, 0, 0], [32, 8, 0, 0], [30, 10, 0, 0], [28, 12, 0, 0], [24, 16, 0, 0], [30, 10, 0, 0], [28, 12, 0, 0]]),
};
const year = { routine: { i_teams: 1, i_weak: 4, i_guarantee: 1, i_members: 1, i_guide: 1, i_inspection: 0 } };

/**
 * 平时 100 − 1 − 4 − 1 − 1 − 1 = 92; two departments only, three are asked for, so their 20 goes there: 45 in all.
 * units: overall 96 → 38.4; areas 98, 96, 94, 92, 96, 94 = 570 → 57; together 95.4.
 * delegates with standing: overall 95 → 38; areas 96, 95, 94, 92, 95, 94 = 566 → 56.6; together 94.6.
 * 县场 95.4×30% + 94.6×70% = 28.62 + 66.22 = 94.84; no ballot at home, so that is the whole debriefing.
 * base 92×45% + 90×15% + 94.84×40% = 41.4 + 13.5 + 37.936 = 92.836; −1 for a weak branch not turned round → 91.836 → 91.84; ≥ 90, but that gate is shut → 较好.
 */
const merged: Scheme['examples'][number] = {
  id: 'merged',
  title: t('example.merged'),
  inputs: inputs({
    sheets: year,
    officer: { dept_organisation: 90, dept_discipline: 88 },
    external: { performance: 90 },
    events: [{ question: 'd_weak', matter: 'weak-branch-2', day: '2026-12-15', points: 1 }],
    merged: { standing: 'delegates' },
    tallies: session,
  }),
  expect: { score: '91.84', grade: 'jiaohao', nodes: { routine: '92.00', plenary: '94.84', debrief: '94.84', deduction: '-1.00' } },
};

/**
 * As before with 94 at home, five departments of 90 and no weak branch, but the unit's performance is not settled: its 15 is shared out.
 * debrief 94.84×60% + 94×40% = 56.904 + 37.6 = 94.504; base (92×25 + 90×20 + 94.504×40) ÷ 85 = (2300 + 1800 + 3780.16) ÷ 85 = 92.707… → 92.71.
 * ≥ 90, but "good" asks for a performance of 80 and there is none yet → 较好.
 */
const unsettled: Scheme['examples'][number] = {
  id: 'unsettled',
  title: t('example.unsettled'),
  inputs: inputs({
    sheets: year,
    officer: { dept_organisation: 90, dept_discipline: 90, dept_publicity: 90, dept_stability: 90, dept_rural: 90 },
    external: { own_unit: 94 },
    merged: { standing: 'delegates' },
    tallies: session,
  }),
  expect: { score: '92.71', grade: 'jiaohao', nodes: { departments: '90.00', debrief: '94.50' } },
};

/**
 * 平时 100 − 5 − 8 − 4 − 3 − 3 − 10 (inspection, lost whole) = 67; departments (74 + 70 + 72 + 68 + 66)/5 = 70.
 * standing: overall (6×80 + 4×60)/10 = 72 → 28.8; areas 70 each = 420 → 42; together 70.8.
 * units: overall 72 → 28.8; areas 68 each = 408 → 40.8; together 69.6. delegates: overall (4×100 + 20×80 + 12×60 + 4×40)/40 = 72 → 28.8; areas 70 each → 42; together 70.8.
 * 县场 21.24 + 20.88 + 28.32 = 70.44; with 68 at home: 42.264 + 27.2 = 69.464.
 * base 67×25% + 70×20% + 75×15% + 69.464×40% = 16.75 + 14 + 11.25 + 27.7856 = 69.7856; −4 for a circular → 65.7856 → 65.79.
 * 60 ≤ 65.79 < 80 would be 一般; the veto makes it 差.
 */
const vetoed: Scheme['examples'][number] = {
  id: 'vetoed',
  title: t('example.vetoed'),
  inputs: inputs({
    sheets: { routine: { i_teams: 5, i_weak: 8, i_guarantee: 4, i_members: 3, i_guide: 3, i_inspection: 6 } },
    officer: { dept_organisation: 74, dept_discipline: 70, dept_publicity: 72, dept_stability: 68, dept_rural: 66 },
    external: { performance: 75, own_unit: 68 },
    events: [
      { question: 'd_notice', matter: 'circular-1', day: '2026-05-20', points: 4 },
      { question: 'v_governance', matter: 'case-6', day: '2026-04-28', points: 0 },
    ],
    tallies: {
      standing: tally(10, [[0, 6, 4, 0], ...six([0, 5, 5, 0])]),
      members_units: tally(20, [[0, 12, 8, 0], ...six([0, 8, 12, 0])]),
      delegates: tally(40, [[4, 20, 12, 4], ...six([0, 20, 20, 0])]),
    },
  }),
  expect: { score: '65.79', grade: 'cha', nodes: { routine: '67.00', departments: '70.00', plenary: '70.44', deduction: '-4.00' } },
};

export const examples: Scheme['examples'] = [full, merged, unsettled, vetoed];
