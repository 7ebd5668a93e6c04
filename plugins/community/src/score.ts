import type { Scheme } from '@shuping/plugin-sdk';
import { AREAS, QUARTERLY } from './questions.ts';
import { write } from './text.ts';

const { account, composite, entered, item, mean, sheet, sum, tallyOf } = write;

const INNER = [{ id: 'overall', weight: 40 }, ...AREAS.map((id) => ({ id, weight: 10 }))];
const OUTER = [{ id: 'answered', weight: 40 }, { id: 'estate', weight: 30 }, { id: 'heard', weight: 30 }];

export const QUARTERS = ['q1', 'q2', 'q3', 'q4'] as const;

/** Leaders' appraisal 30 (S23), the four quarters (S14) 30, residents and partners 25, the appraisal group's visit 15. */
export const score: Scheme['score'] = {
  root: 'composite',
  digits: 2,
  nodes: [
    composite('composite', 'base', ['bonus', 'deduction']),
    sum('base', [
      { id: 'quarterly', weight: 30, absence: { rule: 'hold' } },
      { id: 'visit', weight: 15, absence: { rule: 'merge', into: 'quarterly' } },
      { id: 'onsite', weight: 30, absence: { rule: 'hold' } },
      { id: 'mass', weight: 25, absence: { rule: 'hold' } },
    ]),
    mean('quarterly', QUARTERS, 3),
    ...QUARTERS.map((quarter) => sheet(quarter, 'party_office', Object.entries(QUARTERLY).map(([id, max]) => item(id, max, 'until_used_up')))),
    entered('visit', 'appraisal_group', 'required'),
    sum('onsite', [
      { id: 'tally_leaders', weight: 50, absence: { rule: 'merge', into: 'tally_offices' } },
      { id: 'tally_offices', weight: 50, absence: { rule: 'renormalise' } },
    ]),
    sum('mass', [
      { id: 'tally_residents', weight: 60, absence: { rule: 'hold' } },
      { id: 'tally_partners', weight: 20, absence: { rule: 'merge', into: 'tally_residents' } },
      { id: 'tally_grid_workers', weight: 20, absence: { rule: 'merge', into: 'tally_residents' } },
    ]),
    tallyOf('leaders', 'inner', INNER),
    tallyOf('offices', 'inner', INNER),
    tallyOf('residents', 'outer', OUTER),
    tallyOf('partners', 'outer', OUTER),
    tallyOf('grid_workers', 'outer', OUTER),
    account('bonus', ['b_honour', 'b_innovation'], 'plus', 4),
    account('deduction', ['d_appeal', 'd_notice'], 'minus'),
  ],
};
