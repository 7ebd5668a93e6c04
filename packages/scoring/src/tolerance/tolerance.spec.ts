import { describe, expect, test } from '@jest/globals';
import type { ScoreInputs } from '@shuping/scheme';
import fc from 'fast-check';
import { makeBundle, verifyBundle } from '../bundle.ts';
import { holds } from '../condition.ts';
import { changedKeys, rescore } from '../dependencies.ts';
import { explainScore, readd } from '../explain.ts';
import { scoreAssessee } from '../score.ts';
import { gradingScheme, inputsOf, node, officer, schemeOf } from '../testing/builders.ts';
import { withWaivers, type Waiver } from './tolerance.ts';

const OK = { ground: 'pioneering', on: '2027-01-08' };
const event = (matter: string, points: number, question = 'fault') => ({ question, matter, day: '2026-05-04', points });
const nodes = [
  node({ kind: 'adjusted', id: 'total', base: 'base', accounts: ['minus'], min: 0, max: 100 }),
  node({ kind: 'points_sum', id: 'base', inputs: [{ id: 'work', full: 100, points: 80 }, { id: 'sheet', full: 20, points: 20 }], total: 100 }),
  officer('work'),
  node({ kind: 'indicator_sheet', id: 'sheet', owner: 'office', items: [{ id: 'a', title: { text: '制度' }, max: 10, deduction: 'until_used_up' }, { id: 'b', title: { text: '台账' }, max: 10, deduction: 'all_or_nothing' }] }),
  node({ kind: 'events', id: 'minus', questions: ['fault'], sign: 'minus', perMatter: 'highest' }),
];
const scheme = schemeOf(nodes);
const inputs = inputsOf({ officer: { work: 70 }, sheets: { sheet: { a: 3, b: 1 } }, events: [event('甲', 3), event('乙', 1), event('甲', 5)] });
const scoreOf = (of: ScoreInputs) => scoreAssessee(scheme, of).root.value?.toString() ?? null;
const waive = (...waivers: Waiver[]) => withWaivers(inputs, waivers);

describe('R-H3 fault tolerance', () => {
  test('a waived event does not count, of one matter the next one does; nothing is taken from the inputs', () => {
    const waived = waive({ ...OK, event: event('甲', 5) });
    expect(waived.events).toHaveLength(3);
    expect([scoreAssessee(scheme, inputs), scoreAssessee(scheme, waived)].map((one) => one.nodes['minus']!.value!.toString())).toEqual(['-6', '-4']);
    expect(scoreAssessee(scheme, waive({ ...OK, event: event('甲', 5) }, { ...OK, event: event('甲', 3) }, { ...OK, event: event('乙', 1) })).nodes['minus']!.value!.toString()).toBe('0');
  });

  test('a waived item of a sheet deducts nothing, whole items too; the entry stays', () => {
    const waived = waive({ ...OK, node: 'sheet', item: 'b' });
    expect([scoreAssessee(scheme, inputs), scoreAssessee(scheme, waived)].map((one) => one.nodes['sheet']!.value!.toString())).toEqual(['7', '17']);
    expect([waived.sheets, waived.waived]).toEqual([inputs.sheets, { sheet: { b: OK } }]);
  });

  test('what was withdrawn, never entered or waived already marks nothing', () => {
    expect(waive({ ...OK, event: event('丙', 5) }, { ...OK, node: 'sheet', item: 'c' }, { ...OK, node: 'none', item: 'a' })).toEqual(inputs);
    const twice = withWaivers(inputsOf({ events: [event('甲', 3)] }), [{ ...OK, event: event('甲', 3) }, { ...OK, event: event('甲', 3) }]);
    expect(twice.events).toEqual([{ ...event('甲', 3), waived: OK }]);
  });

  test('two events alike are two: one decision takes one', () => {
    const two = inputsOf({ events: [event('', 2), event('', 2)] });
    expect(withWaivers(two, [{ ...OK, event: event('', 2) }]).events.filter((one) => one.waived)).toHaveLength(1);
  });

  test('the explanation names what is left out, with the day of the decision, and its lines still add up', () => {
    const waived = waive({ ...OK, event: event('甲', 5) }, { ...OK, node: 'sheet', item: 'a' });
    const minus = explainScore(scheme, waived, {}, 'minus');
    expect(minus.inputs.at(-1)).toMatchObject({ code: 'line.waived.event', params: { matter: '甲', points: 5, on: '2027-01-08' } });
    const sheet = explainScore(scheme, waived, {}, 'sheet');
    expect(sheet.inputs.at(-1)).toMatchObject({ code: 'line.waived.item', params: { item: 'a', deducted: 3, on: '2027-01-08' }, title: { text: '制度' } });
    expect([readd(minus)!.toString(), readd(sheet)!.toString()]).toEqual(['-4', '10']);
  });

  test('conditions count no waived event', () => {
    const many = { kind: 'compare' as const, left: { of: 'events' as const, question: 'fault' }, op: 'ge' as const, right: 3 };
    const ask = (of: ScoreInputs) => holds(many, { scheme, inputs: of, nodes: {}, grade: null });
    expect([ask(inputs), ask(waive({ ...OK, event: event('乙', 1) }))]).toEqual([true, false]);
  });

  test('a bundle with waivers recomputes elsewhere; without the waiver it does not', () => {
    const of = gradingScheme({}, nodes);
    const bundle = makeBundle(of, [{ id: 'x', inputs: waive({ ...OK, event: event('甲', 5) }, { ...OK, node: 'sheet', item: 'b' }) }]);
    const back = JSON.parse(JSON.stringify(bundle)) as { members: { inputs: ScoreInputs }[] };
    expect(verifyBundle(back)).toEqual({ ok: true });
    delete back.members[0]!.inputs.waived;
    expect(verifyBundle(back)).toMatchObject({ ok: false, at: '/members/x/figures/sheet', expected: '7', got: '17' });
  });

  test('computing again only what changed gives the same as computing all', () => {
    const waived = waive({ ...OK, node: 'sheet', item: 'a' }, { ...OK, event: event('乙', 1) });
    expect(changedKeys(inputs, waived).sort()).toEqual(['events/fault', 'sheets/sheet']);
    expect(rescore(scheme, scoreAssessee(scheme, inputs), inputs, waived).result.root).toEqual(scoreAssessee(scheme, waived).root);
  });

  test('property: a waiver never lowers the score, order does not matter, and all together give the score without any deduction', () => {
    const any = fc.array(fc.record({ matter: fc.constantFrom('', '甲', '乙'), points: fc.integer({ min: 1, max: 5 }), on: fc.boolean() }), { maxLength: 6 });
    fc.assert(fc.property(any, fc.integer({ min: 0, max: 10 }), fc.boolean(), (list, a, sheet) => {
      const bare = { ...inputs, sheets: { sheet: { a, b: 0 } }, events: list.map(({ matter, points }) => event(matter, points)) };
      const waivers: Waiver[] = [...list.filter((one) => one.on).map(({ matter, points }) => ({ ...OK, event: event(matter, points) })), ...(sheet ? [{ ...OK, node: 'sheet', item: 'a' }] : [])];
      const waived = withWaivers(bare, waivers);
      const size = (of: ScoreInputs) => scoreAssessee(scheme, of).root.value!;
      expect(size(waived).compare(size(bare))).toBeGreaterThanOrEqual(0);
      expect(size(withWaivers(bare, [...waivers].reverse())).equals(size(waived))).toBe(true);
      expect(waived.events.filter((one) => one.waived)).toHaveLength(list.filter((one) => one.on).length);
      const all = withWaivers(bare, [...list.map(({ matter, points }) => ({ ...OK, event: event(matter, points) })), { ...OK, node: 'sheet', item: 'a' }]);
      expect(scoreOf(all)).toBe(scoreOf({ ...bare, sheets: { sheet: { a: 0, b: 0 } }, events: [] }));
    }));
  });
});
