import { describe, expect, test } from '@jest/globals';
import type { Constraint, Edit, Layer } from '../layer.ts';
import { sampleScheme } from '../testing/index.ts';
import { originAt } from './provenance.ts';
import { type BaseLayer, resolveScheme } from './resolve-scheme.ts';

const base = (constraints: Constraint[] = []): BaseLayer => ({ id: 'plugin', scheme: sampleScheme(), constraints, tag: { text: '插件' } });
const layer = (id: string, edits: Edit[], constraints: Constraint[] = []): Layer => ({ format: 'shuping-layer@1', id, owner: { text: id }, tag: { text: id }, edits, constraints });
const set = (path: string, value: unknown): Edit => ({ op: 'set', path, value });
const codes = (edits: Edit[], constraints: Constraint[] = []): string[] => resolveScheme(base(constraints), [layer('uni', edits)]).violations.map((v) => `${v.layer} ${v.code} ${v.path}`);

const WEIGHT = 'score/nodes/composite/inputs/ballots/weight';
const REGULAR = 'score/nodes/composite/inputs/regular/weight';

describe('R-B2 edits', () => {
  test('R-B2 without layers the plugin default stands as it is', () => {
    const r = resolveScheme(base(), []);
    expect(r.scheme).toEqual(sampleScheme());
    expect(r.violations).toEqual([]);
    expect(r.provenance).toEqual({});
  });

  test('R-B2 set, add before a member, reorder and remove are folded in order', () => {
    const r = resolveScheme(base(), [
      layer('uni', [set(WEIGHT, 35), set(REGULAR, 25), { op: 'add', path: 'questions', before: 'hard', value: { id: 'talent', kind: 'shared', title: { text: '人才工作' } } }]),
      layer('dept', [{ op: 'remove', path: 'report/sections/problems' }, { op: 'reorder', path: 'vetting', order: ['leader', 'office'] }]),
    ]);
    expect(r.violations).toEqual([]);
    expect(r.scheme?.questions.map((q) => q.id)).toEqual(['theme', 'talent', 'hard', 'award', 'fault', 'breach']);
    expect(r.scheme?.report.sections.map((s) => s.id)).toEqual(['achievements', 'answer']);
    expect(r.scheme?.vetting.map((s) => s.id)).toEqual(['leader', 'office']);
    expect(originAt(r.provenance, WEIGHT)).toEqual({ layer: 'uni', replaced: [{ layer: 'plugin', value: 30 }] });
    expect(originAt(r.provenance, 'questions/talent/title')).toEqual({ layer: 'uni', replaced: [] });
    expect(originAt(r.provenance, 'vetting/_order')).toEqual({ layer: 'dept', replaced: [{ layer: 'plugin', value: ['office', 'leader'] }] });
    expect(originAt(r.provenance, 'report/sections/problems')?.layer).toBe('dept');
    expect(originAt(r.provenance, 'questions/hard')).toBeNull();
  });

  test('R-B2 the history of a value names every owner, oldest first, through whole members too', () => {
    const question = { id: 'theme', kind: 'must_report', title: { text: '二' } };
    const r = resolveScheme(base(), [layer('a', [set('questions/theme/title', { text: '一' })]), layer('b', [set('questions/theme', question)]), layer('c', [set('questions/theme/title', { text: '三' })])]);
    expect(originAt(r.provenance, 'questions/theme/title')).toEqual({
      layer: 'c',
      replaced: [{ layer: 'a', value: { text: '一' } }, { layer: 'b', value: { text: '二' } }],
    });
    expect(originAt(r.provenance, 'questions/theme/kind')?.layer).toBe('b');
  });

  test('R-B2 an optional field may be given and taken away', () => {
    const r = resolveScheme(base(), [layer('a', [set('questions/theme/guidance', { text: '写实绩' })]), layer('b', [{ op: 'remove', path: 'questions/theme/guidance' }])]);
    expect(r.scheme?.questions[0]).toEqual(sampleScheme().questions[0]);
    expect(r.violations).toEqual([]);
  });

  test.each<[string, Edit[], string]>([
    ['unknown member', [set('questions/none/title', { text: '' })], 'layer.unknown-target questions/none/title'],
    ['unknown member as a whole', [set('questions/none', { id: 'none' })], 'layer.unknown-target questions/none'],
    ['removing what is not there', [{ op: 'remove', path: 'questions/none' }], 'layer.unknown-target questions/none'],
    ['inherited names', [set('constructor/x', 1)], 'layer.unknown-target constructor/x'],
    ['prototype', [set('score/__proto__', {})], 'layer.unknown-target score/__proto__'],
    ['duplicate id', [{ op: 'add', path: 'questions', value: { id: 'theme', kind: 'shared', title: { text: 'x' } } }], 'layer.duplicate-id questions/theme'],
    ['duplicate inside a value', [set('grading/tieBreak', ['ballots', 'ballots'])], 'layer.duplicate-id grading/tieBreak/ballots'],
    ['adding to no list', [{ op: 'add', path: 'meeting', value: { id: 'x' } }], 'layer.not-a-list meeting'],
    ['adding a nameless member', [{ op: 'add', path: 'questions', value: 7 }], 'layer.wrong-shape questions'],
    ['adding before nothing', [{ op: 'add', path: 'questions', before: 'none', value: { id: 'x', kind: 'shared', title: { text: 'x' } } }], 'layer.unknown-before questions'],
    ['another id', [set('questions/theme', { id: 'other' })], 'layer.id-changed questions/theme'],
    ['renaming', [set('questions/theme/id', 'other')], 'layer.id-changed questions/theme/id'],
    ['another sector', [set('sector', 'other')], 'layer.id-changed sector'],
    ['order that leaves one out', [{ op: 'reorder', path: 'vetting', order: ['office'] }], 'layer.reorder-mismatch vetting'],
    ['order that names one twice', [{ op: 'reorder', path: 'vetting', order: ['office', 'leader', 'office'] }], 'layer.reorder-mismatch vetting'],
  ])('R-B2 %s is refused, named, and leaves the rest', (_name, edits, expected) => {
    const r = resolveScheme(base(), [layer('uni', [...edits, set('minMonthsInPost', 3)])]);
    expect(r.violations.map((v) => `${v.layer} ${v.code} ${v.path}`)).toEqual([`uni ${expected}`]);
    expect(r.scheme).toEqual({ ...sampleScheme(), minMonthsInPost: 3 });
  });

  test('R-B2 a wrong shape names its scheme path and the layer that caused it, and gives no scheme', () => {
    const r = resolveScheme(base(), [layer('uni', [set('minMonthsInPost', 3)]), layer('dept', [set('vetting/leader/days', 'soon'), set('questions/theme/colour', 'red')])]);
    expect(r.scheme).toBeNull();
    expect(r.violations.map((v) => [v.code, v.path, v.layer, v.params?.['issue']])).toEqual([
      ['scheme.shape', 'questions/theme/colour', 'dept', 'unrecognized_keys'],
      ['scheme.shape', 'vetting/leader/days', 'dept', 'invalid_type'],
    ]);
    expect(r.draft).toHaveProperty('minMonthsInPost', 3);
  });

  test('R-B2 taking a required field away is blamed on who took it', () => {
    expect(codes([{ op: 'remove', path: 'meeting/quorum' }])).toEqual(['uni scheme.shape meeting/quorum']);
  });

  test('R-B2 removing what is still named is refused with the place that names it', () => {
    const r = resolveScheme(base(), [layer('a', []), layer('b', [{ op: 'remove', path: 'groups/members' }]), layer('c', [set('minMonthsInPost', 3)])]);
    expect(r.violations).toEqual([{ code: 'layer.removed-in-use', path: 'groups/members', layer: 'b', params: { by: 'groups/served/small/into' } }]);
    const mended = resolveScheme(base(), [layer('b', [{ op: 'remove', path: 'questions/award' }, set('score/nodes/bonus/questions', ['fault'])])]);
    expect(mended.violations).toEqual([]);
  });
});

describe('R-B2 constraints', () => {
  const locked: [string, Constraint, Edit, string][] = [
    ['fixed', { kind: 'fixed', path: 'questions/theme' }, set('questions/theme/title', { text: '别的' }), 'layer.fixed-broken'],
    ['range', { kind: 'range', path: WEIGHT, min: 15, max: 30 }, set(WEIGHT, 31), 'layer.range-broken'],
    ['one of', { kind: 'one_of', path: 'score/nodes/b-leaders/divisor', values: ['valid', 'returned'] }, set('score/nodes/b-leaders/divisor', 'due'), 'layer.one-of-broken'],
    ['not before', { kind: 'not_before', path: 'calendar/meeting/opens', month: 1, day: 5, yearOffset: 1 }, set('calendar/meeting/opens', { month: 12, day: 31, yearOffset: 0 }), 'layer.not-before-broken'],
    ['not after', { kind: 'not_after', path: 'calendar/meeting/due', month: 1, day: 31, yearOffset: 1 }, set('calendar/meeting/due', { month: 2, day: 1, yearOffset: 1 }), 'layer.not-after-broken'],
    ['keep', { kind: 'keep', path: 'report/sections', ids: ['problems'] }, { op: 'remove', path: 'report/sections/problems' }, 'layer.keep-broken'],
    ['at most', { kind: 'at_most', path: 'vetting', count: 2 }, { op: 'add', path: 'vetting', value: { id: 'third', title: { text: '三审' }, role: 'leader', days: 3 } }, 'layer.at-most-broken'],
    ['sum', { kind: 'sum', path: 'score/nodes/composite/inputs', field: 'weight', equals: 100 }, set(WEIGHT, 30.5), 'layer.sum-broken'],
  ];

  test.each(locked)('R-B2 %s holds for the upper layer and names the lower one that breaks it', (_name, constraint, edit, code) => {
    expect(resolveScheme(base(), [layer('province', [], [constraint]), layer('uni', [])]).violations).toEqual([]);
    const r = resolveScheme(base(), [layer('province', [], [constraint]), layer('uni', [edit]), layer('dept', [set('minMonthsInPost', 3)])]);
    expect(r.violations.map((v) => [v.code, v.path, v.layer, v.params?.['owner']])).toEqual([[code, constraint.path, 'uni', 'province']]);
  });

  test('R-B2 a sum is exact in decimals', () => {
    const sum: Constraint = { kind: 'sum', path: 'score/nodes/composite/inputs', field: 'weight', equals: 100 };
    expect(codes([set(WEIGHT, 29.9), set(REGULAR, 30.1)], [sum])).toEqual([]);
  });

  test('R-B2 the last to change a broken value mends it; a lower layer that puts it right clears it', () => {
    const range: Constraint = { kind: 'range', path: WEIGHT, max: 30 };
    const blamed = (...values: number[]): string[] => resolveScheme(base([range]), values.map((v, i) => layer(`l${i}`, [set(WEIGHT, v)]))).violations.map((v) => v.layer);
    expect(blamed(31, 32)).toEqual(['l1']);
    expect(blamed(31, 31)).toEqual(['l0']);
    expect(blamed(31, 30)).toEqual([]);
  });

  test('R-B2 a constraint that its own result breaks is its owner\'s to mend', () => {
    const r = resolveScheme(base(), [layer('province', [], [{ kind: 'range', path: WEIGHT, max: 20 }]), layer('uni', [])]);
    expect(r.violations.map((v) => [v.code, v.layer])).toEqual([['layer.range-broken', 'province']]);
    expect(codes([set(WEIGHT, 20), set(REGULAR, 40)])).toEqual([]);
  });

  test('R-B2 locks cannot be dodged by removing the member, replacing its list or changing its type', () => {
    const range: Constraint = { kind: 'range', path: 'score/nodes/b-leaders/items/overall/weight', min: 50 };
    const gone = resolveScheme(base([range]), [layer('uni', [{ op: 'remove', path: 'score/nodes/b-leaders' }])]).violations;
    expect(gone.map((v) => [v.code, v.layer])).toContainEqual(['layer.locked-removed', 'uni']);
    const replaced = sampleScheme().score.nodes.map((node) => (node.id === 'b-leaders' && node.kind === 'tally' ? { ...node, items: [{ id: 'overall', weight: 10 }] } : node));
    expect(codes([set('score/nodes', replaced)], [range])).toEqual([`uni layer.range-broken ${range.path}`]);
    expect(codes([set(range.path, '60')], [range])).toContain(`uni layer.range-broken ${range.path}`);
  });

  test('R-H3 an upper layer locks the section on fault tolerance, whole or in part', () => {
    const tolerance = { grounds: [{ id: 'trial', title: { text: '先行先试' } }], fileDays: 10, opinionDays: 15, decisionDays: 15, decides: 'committee' };
    const under = (locks: Constraint[], edits: Edit[]): string[] =>
      resolveScheme(base(), [layer('province', [set('tolerance', tolerance)], locks), layer('uni', edits)]).violations.map((v) => `${v.layer} ${v.code} ${v.path}`);
    const whole: Constraint[] = [{ kind: 'fixed', path: 'tolerance' }];
    expect(under(whole, [set('tolerance/decides', 'host_leader')])).toEqual(['uni layer.fixed-broken tolerance']);
    expect(under(whole, [{ op: 'remove', path: 'tolerance' }])).not.toEqual([]);
    const part: Constraint[] = [{ kind: 'fixed', path: 'tolerance/grounds' }, { kind: 'range', path: 'tolerance/fileDays', min: 5, max: 15 }];
    expect(under(part, [set('tolerance/decides', 'host_leader'), set('tolerance/fileDays', 7)])).toEqual([]);
    expect(under(part, [set('tolerance/fileDays', 20)])).toEqual(['uni layer.range-broken tolerance/fileDays']);
    expect(under(part, [set('tolerance/grounds/trial/title', { text: '另一名称' })])).toEqual(['uni layer.fixed-broken tolerance/grounds']);
  });

  test('R-B2 a constraint on nothing is named', () => {
    expect(resolveScheme(base(), [layer('uni', [], [{ kind: 'fixed', path: 'questions/none' }])]).violations.map((v) => [v.code, v.layer])).toEqual([['layer.constraint-target', 'uni']]);
  });

  const range = (min: number | undefined, max: number | undefined, path = WEIGHT): Constraint => ({ kind: 'range', path, ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) });
  const sum = (equals: number): Constraint => ({ kind: 'sum', path: 'score/nodes/composite/inputs', field: 'weight', equals });
  const day = (kind: 'not_before' | 'not_after', month: number, date: number): Constraint => ({ kind, path: 'calendar/meeting/opens', month, day: date, yearOffset: 1 });
  test.each<[string, Constraint[], Constraint, boolean]>([
    ['ranges apart', [range(30, undefined)], range(undefined, 29), true],
    ['ranges that touch', [range(30, undefined)], range(undefined, 30), false],
    ['range without inside', [], range(31, 29), true],
    ['fixed against one of', [{ kind: 'fixed', path: WEIGHT }], { kind: 'one_of', path: WEIGHT, values: [20, 25] }, true],
    ['fixed against one of that has it', [{ kind: 'fixed', path: WEIGHT }], { kind: 'one_of', path: WEIGHT, values: [20, 30] }, false],
    ['fixed above against range', [{ kind: 'fixed', path: 'score/nodes/composite' }], range(0, 20), true],
    ['range against fixed above', [range(0, 20)], { kind: 'fixed', path: 'score/nodes/composite' }, true],
    ['one of against one of', [{ kind: 'one_of', path: WEIGHT, values: [10, 30] }], { kind: 'one_of', path: WEIGHT, values: [20] }, true],
    ['one of against range', [{ kind: 'one_of', path: WEIGHT, values: [10, 30] }], range(15, 25), true],
    ['not before against not after', [day('not_before', 1, 10)], day('not_after', 1, 9), true],
    ['the same day', [day('not_before', 1, 10)], day('not_after', 1, 10), false],
    ['keep against at most', [{ kind: 'keep', path: 'questions', ids: ['theme', 'hard'] }], { kind: 'at_most', path: 'questions', count: 1 }, true],
    ['lower bounds above the sum', [range(60, undefined), sum(100)], range(41, undefined, REGULAR), true],
    ['lower bounds within the sum', [range(30, undefined), sum(100)], range(30, undefined, REGULAR), false],
    ['two sums', [sum(100)], sum(90), true],
    ['a path below one that is fixed elsewhere', [{ kind: 'fixed', path: 'questions/theme' }], range(0, 40), false],
  ])('R-B2 constraints that nothing can meet: %s', (_name, before, last, empty) => {
    const r = resolveScheme(base(before), [layer('province', []), layer('uni', [], [last]), layer('dept', [])]);
    const found = r.violations.filter((v) => v.code === 'layer.constraint-empty');
    expect(found.map((v) => v.layer)).toEqual(empty ? ['uni'] : []);
  });

  test('R-B2 upper bounds below the sum are empty only when nothing may be added', () => {
    const bounds = ['regular', 'research', 'comment', 'ballots'].map((id) => range(undefined, 20, `score/nodes/composite/inputs/${id}/weight`));
    const most: Constraint = { kind: 'at_most', path: 'score/nodes/composite/inputs', count: 4 };
    const empties = (constraints: Constraint[]): number => resolveScheme(base(), [layer('uni', [], constraints)]).violations.filter((v) => v.code === 'layer.constraint-empty').length;
    expect(empties([...bounds, sum(100)])).toBe(0);
    expect(empties([...bounds, most, sum(100)])).toBe(1);
  });
});
