import { describe, expect, test } from '@jest/globals';
import { addDays } from '@shuping/kernel';
import fc from 'fast-check';
import { changeProblem, closingRates, isOpen, lightOf, likeness, placeOf, placesOf, PROBLEM_MACHINE, repeatOf, type LedgerItem, type ProblemCommand, type ProblemState } from '../index.ts';

const TODAY = '2026-03-11';
const PLAN = { cause: 'a', measure: 'b', owner: 'c', answerable: 'd', level: 'limited', deadline: TODAY } as const;
const FACTS = { plan: PLAN, proofs: 1, actorIsOwner: false, reason: 'x', today: TODAY };
const STATES = Object.keys(PROBLEM_MACHINE) as ProblemState[];
const COMMANDS: ProblemCommand[] = ['plan', 'progress', 'submit', 'verify', 'send_back', 'reopen', 'carry'];
const state = fc.constantFrom(...STATES);
const deadline = fc.option(fc.integer({ min: -400, max: 400 }).map((days) => addDays(TODAY, days)), { nil: null });

describe('R-I2 life of an item', () => {
  test('every pair of state and command gives its next state or an illegal transition', () => {
    const next: Record<string, ProblemState> = { 'found plan': 'planned', 'found carry': 'carried', 'planned plan': 'planned', 'planned progress': 'planned', 'planned submit': 'submitted', 'planned carry': 'carried', 'submitted verify': 'closed', 'submitted send_back': 'planned', 'submitted carry': 'carried', 'closed reopen': 'planned' };
    for (const from of STATES) for (const command of COMMANDS) {
      const expected = next[`${from} ${command}`];
      expect(changeProblem(from, command, FACTS)).toEqual(expected === undefined ? { ok: false, error: { code: 'problem.illegal-transition', params: { from, command } } } : { ok: true, value: expected });
    }
  });

  test('what each command asks for', () => {
    const code = (from: ProblemState, command: ProblemCommand, facts: Partial<typeof FACTS>) => {
      const outcome = changeProblem(from, command, { ...FACTS, ...facts } as never);
      return outcome.ok ? null : `${outcome.error.code} ${outcome.error.at ?? ''}`.trim();
    };
    expect(code('found', 'plan', { plan: null as never })).toBe('problem.plan-required plan');
    for (const field of ['cause', 'measure', 'owner', 'answerable']) expect(code('found', 'plan', { plan: { ...PLAN, [field]: ' ' } })).toBe(`field.required ${field}`);
    expect(code('found', 'plan', { plan: { ...PLAN, deadline: addDays(TODAY, -1) } as never })).toBe('problem.deadline-past deadline');
    expect(code('planned', 'submit', { proofs: 0 })).toBe('problem.proof-required proof');
    expect([code('submitted', 'verify', { actorIsOwner: true }), code('submitted', 'send_back', { actorIsOwner: true })]).toEqual(['problem.own-item', 'problem.own-item']);
    expect([code('submitted', 'send_back', { reason: ' ' }), code('closed', 'reopen', { reason: '' })]).toEqual(['reason.required reason', 'reason.required reason']);
  });
});

describe('R-I1 lights and places', () => {
  test('days around the deadline', () => {
    expect([-1, 0, 7, 8].map((days) => lightOf('planned', addDays(TODAY, days), TODAY))).toEqual(['overdue', 'soon', 'soon', 'running']);
    expect([lightOf('found', null, TODAY), lightOf('closed', '2020-01-01', TODAY), lightOf('carried', null, TODAY)]).toEqual(['running', 'closed', 'closed']);
  });

  test('the range of a light over places holds exactly the items of that light', () => {
    fc.assert(fc.property(state, deadline, (at, day) => {
      const place = placeOf(at, day);
      const inside = (['overdue', 'soon', 'running', 'closed'] as const).filter((light) => {
        const [from, before] = placesOf(light, TODAY);
        return place >= from && place < before;
      });
      expect(inside).toEqual([lightOf(at, day, TODAY)]);
    }));
  });
});

describe('R-I2, R-I6 repeats', () => {
  test('small changes of wording are the same problem, another problem is not', () => {
    const same = [['党务公开栏半年未更新，看不到名单', '党务公开栏半年没有更新，看不到名单'], ['8 名流动党员联系不上', '有 8 名流动党员一直联系不上'], ['组织生活质量不高', '组织生活质量还不高']];
    for (const [a, b] of same) expect(likeness(a!, b!)).toBeGreaterThanOrEqual(0.6);
    const apart = [['党务公开栏半年未更新', '流动党员联系不上'], ['发展党员漏一道程序', '发展党员材料保管不善'], ['谈心谈话记录不全', '支委会会议记录不全']];
    for (const [a, b] of apart) expect(likeness(a!, b!)).toBeLessThan(0.6);
  });

  test('the closest wins, the first among equals; a text is like itself; nothing is like nothing', () => {
    const items = [{ id: 1, title: '党务公开栏没有更新' }, { id: 2, title: '党务公开栏半年没有更新' }, { id: 3, title: '党务公开栏半年没有更新' }];
    expect(repeatOf('党务公开栏半年没有更新', items)?.id).toBe(2);
    expect([repeatOf('完全另一件事情', items), repeatOf('', [{ title: '' }]), repeatOf('甲', [])]).toEqual([null, null, null]);
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'党务公开流动员支部会议'), minLength: 2, maxLength: 30 }), (text) => expect(likeness(text, text)).toBe(1)));
  });
});

describe('R-I6, R-I7 closing rates', () => {
  const item = fc.record({ orgId: fc.constantFrom('a', 'b', 'c'), state, deadline, reopened: fc.nat(2), repeat: fc.boolean() }).map((one): LedgerItem => ({ ...one, orgName: one.orgId }));
  test('every item is in exactly one of closed, carried, running and overdue; units add up to the total; the rate is exact', () => {
    fc.assert(fc.property(fc.array(item, { maxLength: 40 }), (items) => {
      const { total, units } = closingRates(items, TODAY);
      expect(total.closed + total.carried + total.running + total.overdue).toBe(items.length);
      expect(total.running + total.overdue).toBe(items.filter((one) => isOpen(one.state)).length);
      for (const key of ['opened', 'closed', 'carried', 'running', 'soon', 'overdue', 'reopened', 'repeated'] as const) expect(units.reduce((sum, unit) => sum + unit[key], 0)).toBe(total[key]);
      expect(total.rate === null).toBe(items.length === 0);
      for (const unit of units) expect(unit.rate!.toNumber()).toBe(unit.closed / unit.opened);
      expect(units.map((unit) => unit.rate!.toNumber())).toEqual(units.map((unit) => unit.rate!.toNumber()).sort((x, y) => x - y));
    }));
  });
});
