import type { SectorManifest } from '../manifest.schema.ts';
import type { Scheme } from '@shuping/scheme';

const key = (name: string): { key: string } => ({ key: `sample.${name}` });
const GROUPS = ['first', 'second', 'third'] as const;

type Question = Scheme['questions'][number];

const questions: Question[] = [
  ...Array.from({ length: 9 }, (_, index): Question => ({ id: `area${index + 1}`, kind: 'must_report', title: key('area') })),
  { id: 'plus', kind: 'bonus', title: key('plus'), owner: 'office', points: { min: 1, max: 3 } },
  { id: 'minus', kind: 'deduction', title: key('minus'), owner: 'office', points: { min: 1, max: 3 } },
  { id: 'stop', kind: 'veto', title: key('stop'), owner: 'office' },
];

const score: Scheme['score'] = {
  root: 'total',
  digits: 2,
  nodes: [
    { kind: 'adjusted', id: 'total', title: key('total'), level: 'assessee', base: 'base', accounts: ['bonus', 'deduction'], min: 0, max: 100, round: { digits: 2, mode: 'half_up' } },
    { kind: 'weighted_sum', id: 'base', title: key('base'), level: 'assessee', total: 100, inputs: GROUPS.map((group, index) => ({ id: `tally_${group}`, weight: [30, 30, 40][index]!, absence: { rule: 'hold' } })) },
    ...GROUPS.map((group): Scheme['score']['nodes'][number] => ({ kind: 'tally', id: `tally_${group}`, title: key('group'), level: 'assessee', group, ballot: 'ballot', items: [{ id: 'overall', weight: 100 }], divisor: 'valid' })),
    { kind: 'events', id: 'bonus', title: key('plus'), level: 'assessee', questions: ['plus'], sign: 'plus', perMatter: 'highest', cap: 3 },
    { kind: 'events', id: 'deduction', title: key('minus'), level: 'assessee', questions: ['minus'], sign: 'minus', perMatter: 'highest' },
  ],
};

/** Each group of ten: `good` marks of 100 points, the rest of 60. With 5 of 10 every group gives 80, with 10 it gives 100, with 0 it gives 60. */
const example = (id: string, good: number, printed: string, grade: string): Scheme['examples'][number] => ({
  id,
  title: key('example'),
  inputs: {
    facts: {}, officer: {}, sheets: {}, events: [], external: {}, merged: {}, pastGrades: [], periodEnd: '2026-12-31',
    tallies: Object.fromEntries(GROUPS.map((group) => [group, { due: 10, present: 10, issued: 10, returned: 10, valid: 10, items: { overall: { options: { yes: good, no: 10 - good }, blank: 0 } } }])),
  },
  expect: { score: printed, grade },
});

const scheme: Scheme = {
  format: 'shuping-scheme@1',
  id: 'sample-scheme',
  sector: 'sample',
  title: key('title'),
  posts: ['post'],
  minMonthsInPost: 3,
  questions,
  report: {
    sections: [{ id: 'free', kind: 'free', title: key('section'), required: true, titles: [] }],
    checks: [{ id: 'length', check: 'length@1', level: 'block', params: { limit: 3000 } }, { id: 'own', check: 'sample.own@1', level: 'advise', params: {} }],
    publishedDays: 5,
  },
  vetting: [{ id: 'step', title: key('step'), role: 'office', days: 3 }],
  meeting: { mode: 'stage', order: 'lot', minutes: 5, comment: { required: true, role: 'host_leader' }, quorum: 0.5 },
  groups: GROUPS.map((id) => ({ id, title: key('group'), selector: key('selector'), minHeads: 5, ballot: 'ballot', small: { rule: 'named' as const } })),
  scales: [{ id: 'two', options: [{ id: 'yes', title: key('yes'), points: 100 }, { id: 'no', title: key('no'), points: 60 }] }],
  ballots: [{ id: 'ballot', title: key('ballot'), items: [{ id: 'overall', title: key('overall'), scale: 'two', required: true }], remarks: false }],
  score,
  grading: {
    grades: [{ id: 'high', title: key('high') }, { id: 'low', title: key('low') }],
    bands: [{ id: 'high', from: 80, inclusive: true }, { id: 'low', from: null, inclusive: true }],
    pool: 'cycle',
    quotas: [{ id: 'cap', title: key('cap'), grades: ['high'], kind: 'cap', share: 0.3, rounding: 'down', strictness: 'must' }],
    gates: [],
    vetoes: [{ id: 'veto', title: key('stop'), question: 'stop', when: { kind: 'event', question: 'stop' }, grade: 'low' }],
    tieBreak: [],
  },
  publicity: { days: 5, workingDays: true },
  appeal: { days: 5 },
  results: [],
  rectification: { days: { now: 30, limited: 90, long: 365 }, listWithinDays: 30, circularEveryDays: 90, spotCheckShare: 0.2, satisfaction: true },
  calendar: [],
  facts: [],
  examples: [example('middle', 5, '80.00', 'high'), example('best', 10, '100.00', 'high'), example('worst', 0, '60.00', 'low')],
  notes: [],
};

const WORDS = ['title', 'area', 'plus', 'minus', 'stop', 'total', 'base', 'group', 'selector', 'section', 'step', 'yes', 'no', 'ballot', 'overall', 'high', 'low', 'cap', 'example', 'role.sample_reader', 'role.office', 'layer.tag', 'check.own', 'finding.own'];
const catalogue = (): Record<string, string> => Object.fromEntries(WORDS.map((word) => [`sample.${word}`, word]));

/** Smallest plugin in which the kit finds nothing; a fresh one on each call, so that a test can plant one fault in it. */
export function sampleSector(): SectorManifest {
  return {
    apiVersion: 1,
    id: 'sample',
    version: '1.0.0',
    title: key('title'),
    catalogues: { 'zh-CN': catalogue(), en: catalogue() },
    scheme: structuredClone(scheme),
    constraints: [
      { kind: 'range', path: 'grading/quotas/cap/share', max: 0.3 },
      { kind: 'keep', path: 'grading/vetoes', ids: ['veto'] },
      { kind: 'sum', path: 'score/nodes/base/inputs', field: 'weight', equals: 100 },
    ],
    roles: [{ id: 'sample_reader', plugin: 'sample', cells: [{ action: ['read'], subject: ['Report'] }] }],
    duties: [{ id: 'office', title: key('role.office') }],
    profileFields: [],
    checks: [{ id: 'sample.own@1', run: (report) => report.sections.slice(0, 1).filter((section) => section.text.length > 1).map((section) => ({ check: 'sample.own@1', level: 'advise', code: 'own', params: {}, sectionId: section.id, start: 0, end: 1 })) }],
    sources: Object.fromEntries(['minMonthsInPost', 'questions', 'report', 'vetting', 'meeting', 'groups', 'scales', 'score', 'grading', 'publicity', 'appeal', 'rectification'].map((path) => [path, 'S00'])),
  };
}
