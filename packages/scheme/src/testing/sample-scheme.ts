import type { GroupTally, ScoreInputs, WorkedExample } from '../model/inputs.ts';
import type { Question } from '../model/content.ts';
import type { Scheme } from '../model/scheme.ts';

const text = (words: string): { text: string } => ({ text: words });

function tally(a: number, b: number, c: number, d: number): GroupTally {
  const heads = a + b + c + d;
  return { due: heads, present: heads, issued: heads, returned: heads, valid: heads, items: { overall: { options: { a, b, c, d }, blank: 0 } } };
}

const inputs: ScoreInputs = {
  facts: { members: 18, weak: false },
  officer: { regular: 90, research: 85, comment: 88 },
  sheets: {},
  events: [{ question: 'award', matter: '2027-01', day: '2027-06-01', points: 1 }],
  external: {},
  tallies: { leaders: tally(4, 2, 0, 0), members: tally(10, 6, 2, 0) },
  merged: { served: 'members' },
  pastGrades: [],
  periodEnd: '2027-12-31',
};

/** Worked by hand: ballots 0.6·(4·100+2·80)/6 + 0.4·(10·100+6·80+2·60)/18 = 56 + 35.56 = 91.56; composite 0.3·90 + 0.2·85 + 0.2·88 + 0.3·91.5556 = 89.0667, plus 1 = 90.07. */
export const sampleExample: WorkedExample = { id: 'usual', title: text('一般情形'), inputs, expect: { score: '90.07', grade: 'good' } };

const absent = { rule: 'renormalise' } as const;

/** Small scheme that may be published; for tests of every package. All words are plain text. */
export function sampleScheme(): Scheme {
  return {
    format: 'shuping-scheme@1',
    id: 'sample',
    sector: 'sample',
    title: text('党支部书记抓党建述职评议考核方案'),
    posts: ['党支部书记'],
    minMonthsInPost: 6,
    questions: [
      { id: 'theme', kind: 'must_report', title: text('政治建设') },
      { id: 'hard', kind: 'must_answer', title: text('年度硬任务') },
      { id: 'award', kind: 'bonus', title: text('上级表彰'), owner: 'office', points: { min: 0, max: 3 } },
      { id: 'fault', kind: 'deduction', title: text('通报批评'), owner: 'office', points: { min: 0, max: 5 } },
      { id: 'breach', kind: 'veto', title: text('严重违纪违法'), owner: 'office' },
    ],
    report: {
      sections: [
        { id: 'achievements', kind: 'achievements', title: text('主要成效'), question: 'theme', required: true, titles: [] },
        { id: 'problems', kind: 'problems', title: text('存在问题'), required: true, titles: [] },
        { id: 'answer', kind: 'answer', title: text('年度硬任务'), question: 'hard', required: true, titles: [] },
      ],
      checks: [{ id: 'length', check: 'length@1', level: 'block', params: { max: 3500 } }],
      publishedDays: 30,
    },
    vetting: [{ id: 'office', title: text('组织部审核'), role: 'office', days: 5 }, { id: 'leader', title: text('书记审定'), role: 'leader', days: 3 }],
    meeting: { mode: 'stage', order: 'lot', minutes: 8, comment: { required: true, role: 'leader' }, quorum: 0.8 },
    groups: [
      { id: 'leaders', title: text('领导班子'), selector: text('班子成员'), minHeads: 5, ballot: 'main', small: { rule: 'named' } },
      { id: 'members', title: text('党员代表'), selector: text('支部党员'), minHeads: 10, ballot: 'main', small: { rule: 'named' } },
      { id: 'served', title: text('群众代表'), selector: text('服务对象'), minHeads: 5, ballot: 'main', small: { rule: 'merge', into: 'members' } },
    ],
    scales: [{
      id: 'four',
      options: [
        { id: 'a', title: text('好'), points: 100 },
        { id: 'b', title: text('较好'), points: 80 },
        { id: 'c', title: text('一般'), points: 60 },
        { id: 'd', title: text('差'), points: 40 },
      ],
    }],
    ballots: [{ id: 'main', title: text('测评票'), items: [{ id: 'overall', title: text('总体评价'), scale: 'four', required: true }], remarks: true }],
    score: {
      root: 'final',
      digits: 2,
      nodes: [
        { kind: 'adjusted', id: 'final', title: text('综合得分'), level: 'assessee', base: 'composite', accounts: ['bonus', 'minus'], min: 0, max: 105, round: { digits: 2, mode: 'half_up' } },
        {
          kind: 'weighted_sum', id: 'composite', title: text('基础得分'), level: 'assessee', total: 100,
          inputs: [
            { id: 'regular', weight: 30, absence: { rule: 'hold' } },
            { id: 'research', weight: 20, absence: absent },
            { id: 'comment', weight: 20, absence: { rule: 'fallback', node: 'regular' } },
            { id: 'ballots', weight: 30, absence: { rule: 'hold' } },
          ],
        },
        { kind: 'officer_input', id: 'regular', title: text('平时掌握'), level: 'assessee', min: 0, max: 100, owner: 'office', evidence: 'optional' },
        { kind: 'officer_input', id: 'research', title: text('调研了解'), level: 'assessee', min: 0, max: 100, owner: 'office', evidence: 'required' },
        { kind: 'officer_input', id: 'comment', title: text('领导点评'), level: 'assessee', min: 0, max: 100, owner: 'leader', evidence: 'none' },
        {
          kind: 'weighted_sum', id: 'ballots', title: text('现场测评'), level: 'assessee', total: 100,
          inputs: [
            { id: 'b-leaders', weight: 60, absence: absent },
            { id: 'b-members', weight: 40, absence: absent },
          ],
        },
        { kind: 'tally', id: 'b-leaders', title: text('班子票'), level: 'assessee', group: 'leaders', ballot: 'main', items: [{ id: 'overall', weight: 100 }], divisor: 'valid' },
        { kind: 'tally', id: 'b-members', title: text('党员票'), level: 'assessee', group: 'members', ballot: 'main', items: [{ id: 'overall', weight: 100 }], divisor: 'valid' },
        { kind: 'events', id: 'bonus', title: text('加分'), level: 'assessee', questions: ['award'], sign: 'plus', perMatter: 'highest', cap: 5 },
        { kind: 'events', id: 'minus', title: text('扣分'), level: 'assessee', questions: ['fault'], sign: 'minus', perMatter: 'sum' },
      ],
    },
    grading: {
      grades: [{ id: 'good', title: text('好') }, { id: 'fair', title: text('较好') }, { id: 'plain', title: text('一般') }, { id: 'poor', title: text('差') }],
      bands: [
        { id: 'good', from: 90, inclusive: true },
        { id: 'fair', from: 80, inclusive: true },
        { id: 'plain', from: 60, inclusive: true },
        { id: 'poor', from: null, inclusive: false },
      ],
      pool: 'cycle',
      quotas: [{ id: 'good-cap', title: text('好不超过三成'), grades: ['good'], kind: 'cap', share: 0.3, rounding: 'down', strictness: 'must' }],
      gates: [{ id: 'ballot-gate', title: text('测评低于八十五分不得评好'), grade: 'good', requires: { kind: 'compare', left: { of: 'node', node: 'ballots' }, op: 'ge', right: 85 }, otherwise: 'fair' }],
      vetoes: [{ id: 'breach', title: text('一票否决'), question: 'breach', when: { kind: 'event', question: 'breach' }, grade: 'poor' }],
      tieBreak: ['ballots', 'regular'],
    },
    publicity: { days: 5, workingDays: true },
    appeal: { days: 5 },
    results: [{ id: 'talk', title: text('约谈'), grades: ['plain', 'poor'], action: 'talk', role: 'leader', withinDays: 30 }],
    rectification: { days: { now: 15, limited: 90, long: 365 }, listWithinDays: 15, circularEveryDays: 90, spotCheckShare: 0.2, satisfaction: true },
    calendar: [
      { id: 'planning', opens: { month: 11, day: 1, yearOffset: 0 }, due: { month: 11, day: 15, yearOffset: 0 } },
      { id: 'reporting', opens: { month: 12, day: 1, yearOffset: 0 }, due: { month: 12, day: 31, yearOffset: 0 } },
      { id: 'meeting', opens: { month: 1, day: 10, yearOffset: 1 }, due: { month: 1, day: 31, yearOffset: 1 } },
    ],
    facts: [{ id: 'members', title: text('党员数'), type: 'number', source: '组织概况' }, { id: 'weak', title: text('软弱涣散'), type: 'boolean', source: '整顿名单' }],
    examples: [sampleExample],
    notes: [],
  };
}

/** The sample with `count` questions more, for measuring. */
export function largeScheme(count: number): Scheme {
  const scheme = sampleScheme();
  const more = Array.from({ length: count }, (_, i): Question => ({ id: `q-${i}`, kind: 'indicator', title: text(`日常指标第${i}项`), guidance: text('按年度任务逐项核实，以实际成效为准。'), owner: 'office', source: '方案第二部分' }));
  return { ...scheme, questions: [...scheme.questions, ...more] };
}
