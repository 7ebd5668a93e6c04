import { describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { canonicalJson, seededRandom, type Random } from '@shuping/kernel';
import { Scheme, ScoreInputs, type Absence, type GroupTally, type Quota, type ScoreNode } from '@shuping/scheme';
import { explainScore, readd } from './explain.ts';
import { gradePool } from './grading/pool.ts';
import type { PoolMember } from './grading/types.ts';
import type { Explained } from './nodes/evaluator.ts';
import { scoreAssessee } from './score.ts';
import { gradingScheme, inputsOf, node, officer } from './testing/builders.ts';

type Opinion = { figures: Record<string, string | null>; grade: string | null; rank: number | null };

/** A bounded draw; `npm run drill:oracle` draws 10,000. */
const MEETINGS = Number(process.env['SHUPING_ORACLE_CASES'] ?? 300);
const GROUPS = ['leaders', 'members', 'served'] as const;
const text = (words: string) => ({ text: words });

/** Small dice on a seeded generator. */
function dice(random: Random) {
  const int = (from: number, to: number) => from + Math.floor(random() * (to - from + 1));
  const pick = <T>(list: readonly T[]): T => list[int(0, list.length - 1)]!;
  return { int, pick, chance: (p: number) => random() < p, tenth: (from: number, to: number) => int(from * 10, to * 10) / 10 };
}
type Dice = ReturnType<typeof dice>;

function absenceRule(d: Dice, siblings: readonly string[]): Absence | undefined {
  return d.pick<Absence | undefined>([
    { rule: 'zero' }, { rule: 'renormalise' }, { rule: 'renormalise' }, { rule: 'hold' }, { rule: 'fallback', node: 'spare' }, { rule: 'merge', into: d.pick(siblings) }, undefined,
  ]);
}

function weighted(d: Dice, id: string, inputs: readonly string[], parts: Partial<ScoreNode> = {}): ScoreNode {
  const weights = inputs.map(() => d.tenth(1, 40));
  const total = weights.reduce((a, b) => a + Math.round(b * 10), 0) / 10;
  const list = inputs.map((input, at) => { const absence = absenceRule(d, inputs); return { id: input, weight: weights[at]!, ...(absence ? { absence } : {}) }; });
  return { ...node({ kind: 'weighted_sum', id, total, inputs: list }), ...parts } as ScoreNode;
}

function randomNodes(d: Dice): ScoreNode[] {
  const split = d.int(1, 99);
  const items = d.chance(0.5) ? [{ id: 'overall', weight: 100 }] : [{ id: 'overall', weight: split }, { id: 'style', weight: 100 - split }];
  const mode = d.pick(['half_up', 'half_even', 'down', 'up'] as const);
  const round = (digits: number) => (d.chance(0.4) ? { round: { digits, mode } } : {});
  return [
    { ...node({ kind: 'adjusted', id: 'final', base: 'sum', accounts: ['plus', 'minus'], ...(d.chance(0.5) ? { min: 0, max: 100 } : {}) }), ...round(2) } as ScoreNode,
    weighted(d, 'sum', ['daily', 'research', 'ballots', 'sheet', 'outside', 'stat'], round(3)),
    officer('daily'), officer('research'), officer('spare'), officer('q1'), officer('q2'), officer('q3'), officer('q4'),
    weighted(d, 'ballots', GROUPS.map((group) => `t-${group}`)),
    ...GROUPS.map((group) => ({ ...node({ kind: 'tally', id: `t-${group}`, group, ballot: 'main', items, divisor: d.pick(['valid', 'returned', 'present', 'due'] as const) }), ...round(1) }) as ScoreNode),
    node({
      kind: 'indicator_sheet', id: 'sheet', owner: 'office',
      items: [{ id: 'x', title: text('x'), max: 60, deduction: 'until_used_up' }, { id: 'y', title: text('y'), max: 40, deduction: d.pick(['until_used_up', 'all_or_nothing'] as const) }],
    }),
    node({ kind: 'external', id: 'outside', min: 0, max: 100, source: '年度考核', owner: 'office' }),
    node({ kind: 'statistic', id: 'stat', measure: d.pick(['mean', 'median', 'min', 'max'] as const), inputs: ['q1', 'q2', 'q3', 'q4'].map((id) => ({ id })), drop: { highest: d.int(0, 1), lowest: d.int(0, 1) }, atLeast: d.int(1, 4) }),
    node({ kind: 'events', id: 'plus', questions: ['award'], sign: 'plus', perMatter: d.pick(['highest', 'sum'] as const), ...(d.chance(0.5) ? { cap: 3 } : {}) }),
    node({ kind: 'events', id: 'minus', questions: ['fault'], sign: 'minus', perMatter: d.pick(['highest', 'sum'] as const) }),
  ];
}

function randomScheme(d: Dice): Scheme {
  const quota = (parts: Pick<Quota, 'id' | 'kind' | 'grades' | 'share' | 'rounding'>): Quota => ({ title: text(parts.id), strictness: 'must', ...parts });
  const rounding = d.pick(['down', 'up', 'half_up'] as const);
  const scheme = gradingScheme({
    bands: [{ id: 'good', from: 70, inclusive: d.chance(0.5) }, { id: 'fair', from: 60, inclusive: true }, { id: 'plain', from: 40, inclusive: false }, { id: 'poor', from: null, inclusive: false }],
    quotas: [
      ...(d.chance(0.7) ? [quota({ id: 'cap', kind: 'cap', grades: ['good'], share: d.int(0, 100) / 100, rounding })] : []),
      ...(d.chance(0.5) ? [quota({ id: 'floor', kind: 'floor', grades: ['fair', 'plain', 'poor'], share: d.int(0, 60) / 100, rounding: 'up' })] : []),
    ],
    tieBreak: ['plus', 'minus'],
  }, randomNodes(d));
  const item = (id: string, scale: string) => ({ id, title: text(id), scale, required: true });
  return {
    ...scheme,
    scales: [...scheme.scales, { id: 'three', options: [{ id: 'a', title: text('好'), points: 100 }, { id: 'b', title: text('中'), points: 62.5 }, { id: 'c', title: text('差'), points: 0 }] }],
    ballots: [{ id: 'main', title: text('票'), remarks: false, items: [item('overall', 'four'), item('style', 'three')] }],
  };
}

function randomTally(d: Dice): GroupTally {
  const valid = d.int(0, 30);
  const share = (options: readonly string[]) => {
    const blank = d.chance(0.1) ? valid : d.int(0, Math.min(2, valid));
    const counts: Record<string, number> = {};
    for (let left = valid - blank; left > 0; left -= 1) { const option = d.pick(options); counts[option] = (counts[option] ?? 0) + 1; }
    return { options: counts, blank };
  };
  const returned = valid + d.int(0, 2);
  const present = returned + d.int(0, 3);
  return { due: present + d.int(0, 5), present, issued: present, returned, valid, items: { overall: share(['a', 'b', 'c', 'd']), style: share(['a', 'b', 'c']) } };
}

function randomInputs(d: Dice): ScoreInputs {
  const some = <T>(keys: readonly string[], p: number, make: () => T) => Object.fromEntries(keys.filter(() => d.chance(p)).map((key) => [key, make()]));
  const question = () => d.pick(['award', 'fault']);
  return inputsOf({
    officer: some(['daily', 'research', 'spare', 'q1', 'q2', 'q3', 'q4'], 0.85, () => d.tenth(40, 101)),
    external: some(['outside'], 0.7, () => d.int(300, 1000) / 10),
    sheets: d.chance(0.8) ? { sheet: some(['x', 'y'], 0.95, () => (d.chance(0.4) ? 0 : d.tenth(0, 70))) } : {},
    events: Array.from({ length: d.int(0, 5) }, () => ({ question: question(), matter: d.pick(['', '甲', '乙']), day: `${d.pick(['2025', '2026', '2026', '2026'])}-${d.pick(['01-01', '06-30', '12-31'])}`, points: d.int(0, 30) / 10 })),
    tallies: some(GROUPS, 0.9, () => randomTally(d)),
    merged: d.pick<Record<string, string>>([{}, {}, { served: 'members' }, { served: 'members', members: 'leaders' }]),
  });
}

/** Nodes of an explanation whose shown parts do not add up. */
function wrongSums(explained: Explained): string[] {
  const own = explained.figure && readd(explained)?.toString() !== explained.figure.exact ? [explained.node] : [];
  return [...own, ...explained.children.flatMap((child) => wrongSums(child.explained))];
}

const d = dice(seededRandom(20261122));
const meetings = Array.from({ length: MEETINGS }, () => ({ scheme: randomScheme(d), pool: Array.from({ length: d.int(1, 6) }, () => randomInputs(d)) }));

describe('R-G1 R-G3 an independent program gives the same', () => {
  test(`${MEETINGS} random meetings, every figure, grade and rank: no mismatch`, () => {
    for (const { scheme, pool } of meetings.slice(0, 20)) {
      expect(Scheme.safeParse(scheme).error?.issues ?? []).toEqual([]);
      for (const inputs of pool) expect(ScoreInputs.safeParse(inputs).success).toBe(true);
    }
    const script = fileURLToPath(new URL('../tests/oracle.py', import.meta.url));
    const run = spawnSync('python3', [script], { input: JSON.stringify({ meetings }), encoding: 'utf8', maxBuffer: 1 << 28 });
    if (run.error) throw new Error(`python3 is needed for this test and could not be started: ${run.error.message}`);
    expect(run.stderr).toBe('');
    const opinions = (JSON.parse(run.stdout) as { meetings: Opinion[][] }).meetings;
    expect(opinions).toHaveLength(MEETINGS);
    let figures = 0;
    let held = 0;
    meetings.forEach(({ scheme, pool }, at) => {
      const members = pool.map((inputs, i): PoolMember => ({ id: `m${i}`, inputs, result: scoreAssessee(scheme, inputs) }));
      const grading = gradePool(scheme, members);
      const mine = members.map((member, i): Opinion => ({
        figures: Object.fromEntries(Object.entries(member.result.nodes).map(([id, figure]) => [id, figure.value?.toString() ?? null])),
        grade: grading.members[i]!.grade, rank: grading.members[i]!.rank,
      }));
      if (canonicalJson(mine) !== canonicalJson(opinions[at])) expect({ meeting: at, mine }).toEqual({ meeting: at, mine: opinions[at] });
      figures += mine.reduce((sum, each) => sum + Object.values(each.figures).filter((figure) => figure !== null).length, 0);
      held += grading.held.length;
    });
    // the draw must reach both sides
    expect(figures).toBeGreaterThan(30 * MEETINGS);
    expect(held).toBeGreaterThan(MEETINGS / 4);
    expect(held).toBeLessThan(meetings.reduce((sum, each) => sum + each.pool.length, 0) - MEETINGS / 4);
  }, 120_000 + MEETINGS * 60);

  test('R-G2 every explanation of the same meetings adds up at every node', () => {
    const wrong = meetings.slice(0, 100).flatMap(({ scheme, pool }) => pool.flatMap((inputs) => wrongSums(explainScore(scheme, inputs))));
    expect(wrong).toEqual([]);
  }, 60_000);
});
