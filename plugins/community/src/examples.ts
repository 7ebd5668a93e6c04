import { exampleInputs as inputs, exampleTally, type Scheme, type ScoreInputs } from '@shuping/plugin-sdk';
import { AREAS, QUARTERLY } from './questions.ts';
import { t } from './text.ts';

type Tally = ScoreInputs['tallies'][string];
/** marks for the options in the order of the scale */
type Marks = readonly [number, number, number, number];

const inner = (heads: number, marks: readonly Marks[]): Tally => exampleTally(heads, ['overall', ...AREAS], ['hao', 'jiaohao', 'yiban', 'cha'], marks);
const outer = (heads: number, marks: readonly Marks[]): Tally => exampleTally(heads, ['answered', 'estate', 'heard'], ['very', 'fairly', 'so_so', 'not'], marks);
const six = (marks: Marks): Marks[] => Array.from({ length: 6 }, () => marks);

/** What a quarter lost, in the order of QUARTERLY. */
const lost = (...points: readonly [number, number, number, number, number, number]): Record<string, number> => Object.fromEntries(Object.keys(QUARTERLY).map((id, index) => [id, points[index]!]));

const good = {
  sheets: { q1: lost(2, 3, 1, 0, 1, 1), q2: lost(1, 2, 1, 0, 1, 1), q3: lost(2, 4, 2, 0, 1, 1), q4: lost(1, 1, 1, 0, 1, 0) },
  officer: { visit: 91 },
  tallies: {
    leaders: inner(12, [[9, 3, 0, 0], [12, 0, 0, 0], [8, 4, 0, 0], [4, 8, 0, 0], [8, 4, 0, 0], [8, 4, 0, 0], [12, 0, 0, 0]]),
    offices: inner(20, [[16, 4, 0, 0], [12, 8, 0, 0], [16, 4, 0, 0], [8, 12, 0, 0], [12, 8, 0, 0], [16, 4, 0, 0], [12, 8, 0, 0]]),
    residents: outer(40, [[24, 16, 0, 0], [20, 16, 4, 0], [28, 12, 0, 0]]),
    partners: outer(10, [[8, 2, 0, 0], [6, 4, 0, 0], [8, 2, 0, 0]]),
    grid_workers: outer(20, [[16, 4, 0, 0], [12, 8, 0, 0], [16, 4, 0, 0]]),
  },
};

/**
 * Quarters 100 − 8 = 92, 100 − 6 = 94, 100 − 10 = 90, 100 − 4 = 96; mean 93.
 * leaders: overall (9×100 + 3×85)/12 = 96.25 → ×40% = 38.5; areas 100, 95, 90, 95, 95, 100 = 575 → ×10% = 57.5; together 96.
 * offices: overall (16×100 + 4×85)/20 = 97 → 38.8; areas 94, 97, 91, 94, 97, 94 = 567 → 56.7; together 95.5. 现场 (96 + 95.5)/2 = 95.75.
 * residents: answered (24×100 + 16×75)/40 = 90 → 36; estate (20×100 + 16×75 + 4×50)/40 = 85 → 25.5; heard 92.5 → 27.75; together 89.25.
 * partners and grid workers: answered 95 → 38, estate 90 → 27, heard 95 → 28.5; together 93.5 each.
 * 群众 89.25×60% + 93.5×20% + 93.5×20% = 53.55 + 18.7 + 18.7 = 90.95.
 * base 93×30% + 91×15% + 95.75×30% + 90.95×25% = 27.9 + 13.65 + 28.725 + 22.7375 = 93.0125; +1.5 for an innovation → 94.5125 → 94.51 → 好.
 */
const full: Scheme['examples'][number] = {
  id: 'full',
  title: t('example.full'),
  inputs: inputs({ ...good, facts: { households: 2460, grids: 8, unmanaged_estates: 2 }, events: [{ question: 'b_innovation', matter: 'courtyard-council', day: '2026-10-16', points: 1.5 }] }),
  expect: { score: '94.51', grade: 'hao', nodes: { quarterly: '93.00', onsite: '95.75', mass: '90.95', bonus: '1.50' } },
};

/** The same year with a grave fault, verified, while residents are content: 93.0125 → 93.01, at best 一般. */
const fault: Scheme['examples'][number] = {
  id: 'fault',
  title: t('example.fault'),
  inputs: inputs({ ...good, events: [{ question: 'v_fault', matter: 'case-2', day: '2026-06-11', points: 0 }] }),
  expect: { score: '93.01', grade: 'yiban', nodes: { mass: '90.95' } },
};

/**
 * Three quarters only: 100 − 8 = 92, 100 − 9 = 91, 100 − 7 = 93; mean 92. No visit, so its 15 goes to the quarters, 45 in all.
 * offices with leaders: overall 97 → 38.8; areas 97 each = 582 → 58.2; together 97, with all of 现场.
 * residents with partners: answered (12×100 + 20×75 + 8×50)/40 = 77.5 → 31; estate (8×100 + 24×75 + 8×50)/40 = 75 → 22.5; heard 87.5 → 26.25; together 79.75.
 * grid workers: answered 90 → 36; estate 85 → 25.5; heard 90 → 27; together 88.5. 群众 79.75×80% + 88.5×20% = 63.8 + 17.7 = 81.5.
 * base 92×45% + 97×30% + 81.5×25% = 41.4 + 29.1 + 20.375 = 90.875; −0.5 for an appeal settled on paper only → 90.375 → 90.38.
 * ≥ 90, but residents' 81.5 is below 85 → 较好.
 */
const merged: Scheme['examples'][number] = {
  id: 'merged',
  title: t('example.merged'),
  inputs: inputs({
    sheets: { q1: lost(2, 3, 1, 0, 1, 1), q2: lost(2, 3, 2, 0, 1, 1), q3: lost(1, 3, 1, 0, 1, 1) },
    events: [{ question: 'd_appeal', matter: 'appeal-118', day: '2026-05-07', points: 0.5 }],
    merged: { leaders: 'offices', partners: 'residents' },
    tallies: {
      offices: inner(20, [[16, 4, 0, 0], ...six([16, 4, 0, 0])]),
      residents: outer(40, [[12, 20, 8, 0], [8, 24, 8, 0], [20, 20, 0, 0]]),
      grid_workers: outer(20, [[12, 8, 0, 0], [8, 12, 0, 0], [12, 8, 0, 0]]),
    },
  }),
  expect: { score: '90.38', grade: 'jiaohao', nodes: { quarterly: '92.00', onsite: '97.00', mass: '81.50', deduction: '-0.50' } },
};

/**
 * Quarters 78, 76, 80, 74; mean 77.
 * leaders: overall (6×85 + 4×70)/10 = 79 → 31.6; areas 76 each = 456 → 45.6; together 77.2. offices: overall 76 → 30.4; areas 76 each → 45.6; together 76. 现场 76.6.
 * residents: answered (8×75 + 16×50)/40 = 35 → 14; estate (16×75 + 16×50)/40 = 50 → 15; heard (4×100 + 12×75 + 16×50)/40 = 52.5 → 15.75; together 44.75.
 * partners: answered 50 → 20, estate 65 → 19.5, heard 60 → 18; together 57.5. grid workers: 70 → 28, 65 → 19.5, 65 → 19.5; together 67.
 * 群众 44.75×60% + 57.5×20% + 67×20% = 26.85 + 11.5 + 13.4 = 51.75.
 * base 77×30% + 70×15% + 76.6×30% + 51.75×25% = 23.1 + 10.5 + 22.98 + 12.9375 = 69.5175; −4 for a circular → 65.5175 → 65.52.
 * 60 ≤ 65.52 < 80 would be 一般; a grave fault with less than 60 from residents makes it 差.
 */
const recalled: Scheme['examples'][number] = {
  id: 'recalled',
  title: t('example.recalled'),
  inputs: inputs({
    sheets: { q1: lost(5, 7, 4, 1, 3, 2), q2: lost(5, 8, 4, 1, 4, 2), q3: lost(4, 7, 4, 1, 2, 2), q4: lost(6, 8, 5, 1, 4, 2) },
    officer: { visit: 70 },
    events: [
      { question: 'd_notice', matter: 'circular-9', day: '2026-11-02', points: 4 },
      { question: 'v_fault', matter: 'case-2', day: '2026-06-11', points: 0 },
    ],
    tallies: {
      leaders: inner(10, [[0, 6, 4, 0], ...six([0, 4, 6, 0])]),
      offices: inner(20, [[0, 8, 12, 0], ...six([0, 8, 12, 0])]),
      residents: outer(40, [[0, 8, 16, 16], [0, 16, 16, 8], [4, 12, 16, 8]]),
      partners: outer(10, [[0, 4, 4, 2], [0, 6, 4, 0], [0, 4, 6, 0]]),
      grid_workers: outer(10, [[0, 8, 2, 0], [0, 6, 4, 0], [0, 6, 4, 0]]),
    },
  }),
  expect: { score: '65.52', grade: 'cha', nodes: { quarterly: '77.00', onsite: '76.60', mass: '51.75', deduction: '-4.00' } },
};

export const examples: Scheme['examples'] = [full, fault, merged, recalled];
