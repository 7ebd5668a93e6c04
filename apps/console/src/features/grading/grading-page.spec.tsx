import { describe, expect, test } from '@jest/globals';
import type { BoardMember, BoardPool } from '@shuping/contracts';
import { fireEvent, screen } from '@testing-library/react';
import { renderAt, serve } from '../../testing/render.tsx';
import { AfterMove } from './after-move.tsx';
import { GradeColumns, undecidedIn } from './columns.tsx';
import { Fairness } from './fairness.tsx';
import { Rules } from './further.tsx';
import { Outside } from './outside.tsx';
import { catalogue } from './locales/zh-CN.ts';
import { MemberPane } from './member-pane.tsx';

const member = (id: string, name: string, rank: number, computed: string, more: Partial<BoardMember> = {}): BoardMember => ({
  assesseeId: id, personName: name, orgName: `${name}支部`, post: '书记', sector: 'school', state: 'computed', score: { exact: '9174/100', shown: '91.74' }, rank, computed, grade: null, reason: '', decidedBy: '', held: [], distance: null, lastYear: null,
  vetoes: [], tied: false, moves: [], components: {}, may: { decide: true }, outcome: null, ceilings: [], lists: [], marks: [], fixed: false, gates: [], pushed: [], stars: null, chain: null, ...more,
});
const pool: BoardPool = {
  id: 'school', sectors: ['school'], size: 3, graded: 3, computedAt: '2026-12-22T04:00:00Z', components: [], leniency: [], warnings: [], infeasible: [], questions: {}, parts: [], merged: false, free: false, unsorted: false, distribution: null, outcomes: [], marks: [], rules: {}, runs: [], steps: [], system: [], tieBreak: [],
  grades: [['hao', '好', 90], ['jiaohao', '较好', 80], ['yiban', '一般', 60], ['cha', '差', null]].map(([id, text, from]) => ({ id: String(id), title: { text: String(text) }, from: from as number | null, inclusive: true, count: 1 })),
  quotas: [{ id: 'cap', title: { text: '名额' }, kind: 'cap', strictness: 'must', grades: ['hao'], share: 0.3, rounding: 'down', limit: 1, used: 1, broken: false, line: null, ties: [], reason: '' }],
  members: [member('a', '程知微', 1, 'hao'), member('b', '韩立本', 2, 'jiaohao', { distance: { exact: '61/100', shown: '0.61' } }), member('c', '田禾', 3, 'jiaohao', { grade: 'yiban', reason: '承诺未兑现' })],
};

describe('R-G3 the grading board', () => {
  test('columns say cap, use and distance; a moved one stands in its new column', async () => {
    await renderAt(<GradeColumns pool={pool} current="b" choose={() => undefined} />, { words: catalogue });
    expect(screen.getByRole('region', { name: '好' }).textContent).toContain('好上限 1（30%，3 人去尾）已满，再进须先出');
    expect(screen.getByRole('region', { name: '较好' }).textContent).toContain('距“好” 0.61');
    expect(screen.getByRole('region', { name: '一般' }).textContent).toContain('田禾');
  });

  test('how many are not yet confirmed is told of all pools, as the number of people is', () => {
    expect([undecidedIn([pool]), undecidedIn([pool, { ...pool, id: 'hospital', members: [member('d', '郝见山', 1, 'hao')] }])]).toEqual([2, 3]);
  });

  test('a refused move shows why in place', async () => {
    const seen = serve({ 'POST /api/cycles/c/decisions': new Response(JSON.stringify({ code: 'decision.refused', status: 422, issues: [{ code: 'decision.quota', params: { quota: 'cap', limit: 1, used: 2 } }] }), { status: 422 }) });
    await renderAt(<MemberPane cycleId="c" pool={pool} member={pool.members[1]!} />, { words: { ...catalogue, 'decision.quota': '名额规定“{{quota}}”为 {{limit}} 人，现为 {{used}} 人' } });
    fireEvent.click(screen.getByRole('button', { name: '好' }));
    fireEvent.change(screen.getByLabelText(/理由/), { target: { value: '突出' } });
    fireEvent.click(screen.getByRole('button', { name: /记.*下/ }));
    expect((await screen.findByRole('alert')).textContent).toBe('名额规定“名额”为 1 人，现为 2 人');
    expect(await seen[0]!.json()).toEqual({ pool: 'school', decisions: [{ assesseeId: 'b', grade: 'hao', reason: '突出' }], quotaReasons: {} });
  });

  test('nobody moves the own grade: the button is shut with its reason', async () => {
    await renderAt(<MemberPane cycleId="c" pool={pool} member={member('b', '韩立本', 2, 'jiaohao', { may: { decide: { reason: 'permission.own-grade' } } })} />, { words: catalogue });
    const button = screen.getByRole('button', { name: /记.*下/ });
    expect([button.getAttribute('aria-disabled'), button.textContent]).toEqual(['true', expect.stringContaining('不能评定自己的等次')]);
  });

  test('R43 R46 R38 stars with their lines, whose turn it is, a limit over years in words', async () => {
    const steps: BoardPool['steps'] = [{ id: 'town', title: { text: '党总支初评' }, role: 'host_leader', may: 'propose', reason: 'on_change' }, { id: 'county', title: { text: '党委审定' }, role: 'committee', may: 'change', reason: 'on_change' }];
    const system: BoardPool['system'] = [{ id: 's', title: { text: '两年内好不少于六成' }, kind: 'floor', strictness: 'principle', grades: ['hao'], from: 2025, to: 2026, used: 2, base: 4, share: { exact: '1/2', shown: '0.5000' }, target: 0.6, missing: 1, broken: true }];
    const one = member('b', '韩立本', 2, 'jiaohao', { stars: { stars: 5, held: null, lines: [{ code: 'star.held', stars: 4, params: {} }, { code: 'star.seniority', stars: 1, params: { years: 6, every: 3 } }] }, chain: { next: 'county', said: [{ step: 'town', grade: 'hao', from: 'jiaohao', reason: '有突出表现', by: '周慎之', day: '2026-12-22' }] } });
    const staged: BoardPool = { ...pool, steps, system, tieBreak: [{ text: '群众测评' }], members: [one] };
    await renderAt(<><MemberPane cycleId="c" pool={staged} member={one} /><Rules pool={staged} /></>, { words: { ...catalogue, 'star.held': '上次评定的星级', 'star.seniority': '任职满 {{years}} 年' } });
    expect(screen.getByRole('button', { name: '按“党委审定”记下' })).toBeTruthy();
    for (const words of ['5 星', '任职满 6 年+1', '党总支初评 · 周慎之', '待审定']) expect(document.body.textContent).toContain(words);
    expect(screen.getByRole('region', { name: '跨年比例与并列' }).textContent).toBe('两年内好不少于六成 2025—2026 年 2 / 4，50%，目标 60% 还差 1 人得分相同时依次比较：群众测评；仍相同的由会议研究。');
  });

  const shaped: BoardPool = {
    ...pool, outcomes: [{ id: 'x', title: { text: '不参评' }, effect: 'exempt', count: 1 }], members: [...pool.members, member('d', '郝见山', 4, 'x', { outcome: 'x', rank: null })],
    distribution: { id: 'f', title: { text: '比例' }, strictness: 'must', reason: '', ties: [], grades: [['hao', 1], ['jiaohao', 1], ['yiban', 1], ['cha', 0]].map(([grade, places]) => ({ grade: String(grade), parts: 1, places: Number(places), used: Number(places) })) },
    leniency: [{ group: 'leaders', title: { text: '领导班子' }, assessees: 3, mean: { exact: '90', shown: '90.00' }, others: { exact: '85', shown: '85.00' }, diff: { exact: '5', shown: '5.00' } }], runs: [{ group: 'leaders', title: { text: '领导班子' }, kind: 'unanimous', assessees: 3, of: 3 }],
  };

  test('R-G2 R-G7 a grade below the score says why: a condition that does not hold, a quota without a place', async () => {
    const below = member('b', '韩立本', 1, 'jiaohao', { gates: [{ gate: 'gate-carry', grade: 'hao', otherwise: 'jiaohao', state: 'fails' }], pushed: [{ id: 'cap', from: 'hao', to: 'jiaohao' }] });
    await renderAt(<MemberPane cycleId="c" pool={{ ...pool, rules: { 'gate-carry': { text: '上年度承诺全部兑现方可评为“好”' } } }} member={below} />, { words: catalogue });
    expect(screen.getByText('上年度承诺全部兑现方可评为“好”；这一条不符合，最高定为“较好”')).toBeTruthy();
    expect(screen.getByText('按得分可定“好”，“名额”已无名额，定为“较好”')).toBeTruthy();
  });

  test('a move is shown with what it does to limits and places, before it is made', async () => {
    await renderAt(<AfterMove pool={shaped} member={shaped.members[1]!} to="hao" />, { words: catalogue });
    expect(screen.getByRole('status').textContent).toBe('移动后 好 1 → 2、较好 1 → 0、突破“名额”、“好” 2 人，名额 1、“较好” 0 人，名额 1');
  });

  test('R39 who is outside the distribution is named apart; R-G4 lenient groups and alike ballots are said in words', async () => {
    await renderAt(<><Outside pool={shaped} choose={() => undefined} /><Fairness pool={shaped} /></>, { words: catalogue });
    expect(screen.getByRole('region', { name: '不参加等次分布' }).textContent).toContain('不参评 1 人 郝见山');
    expect(screen.getByRole('region', { name: '评议主体宽严' }).textContent).toMatch(/领导班子390\.0085\.00 偏宽 5\.00领导班子对 3 人中的 3 人全部打同一选项/);
  });
});
