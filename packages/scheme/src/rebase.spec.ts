import { describe, expect, test } from '@jest/globals';
import { canonicalJson } from '@shuping/kernel';
import fc from 'fast-check';
import type { Edit, Layer } from './layer.ts';
import { isMemberList, isRecord, joinPath, memberId, valueAt } from './path.ts';
import { rebaseChanges, rebaseEdits, type RebaseChoice, type RebaseFrame } from './rebase.ts';
import { resolveScheme, type BaseLayer } from './resolve/resolve-scheme.ts';
import { sampleScheme } from './testing/index.ts';

const base: BaseLayer = { id: 'plugin', scheme: sampleScheme(), constraints: [], tag: { text: '插件' } };
const layer = (id: string, edits: readonly Edit[]): Layer => ({ format: 'shuping-layer@1', id, owner: { text: id }, tag: { text: id }, edits: [...edits], constraints: [] });
const set = (path: string, value: unknown): Edit => ({ op: 'set', path, value });
const frameOf = (before: readonly Edit[], after: readonly Edit[], own: readonly Edit[]): RebaseFrame => ({ base, pinned: [layer('city', before)], upper: [layer('city', after)], own: layer('county', own) });
const resultOf = (frame: RebaseFrame, edits: readonly Edit[]): unknown => resolveScheme(base, [...frame.upper, layer('county', edits)]).draft;

describe('R-B2 a draft takes over a newer upstream', () => {
  const frame = frameOf(
    [set('minMonthsInPost', 5)],
    [set('minMonthsInPost', 9), set('appeal/days', 6), { op: 'add', path: 'vetting', value: { id: 'head', role: 'head', title: { text: '部长' }, days: 3 } }],
    [{ ...set('minMonthsInPost', 4), why: '县委会议定' } as Edit, set('publicity/days', 8), { op: 'reorder', path: 'vetting', order: ['leader', 'office'] }],
  );

  test('changes above arrive, own changes stay, and the choice holds where both differ', () => {
    expect(rebaseChanges(frame).filter((one) => one.who === 'conflict')).toEqual([{ path: 'minMonthsInPost', who: 'conflict', base: 5, own: 4, upstream: 9 }]);
    const theirs = rebaseEdits(frame, { minMonthsInPost: 'theirs' });
    expect(theirs.unmet).toEqual([]);
    expect(resultOf(frame, theirs.edits)).toMatchObject({ minMonthsInPost: 9, appeal: { days: 6 }, publicity: { days: 8 } });
    expect(theirs.edits.some((edit) => edit.path === 'minMonthsInPost')).toBe(false);
    const mine = rebaseEdits(frame, {});
    expect(resultOf(frame, mine.edits)).toMatchObject({ minMonthsInPost: 4, appeal: { days: 6 } });
    expect(mine.edits).toContainEqual({ op: 'set', path: 'minMonthsInPost', value: 4, why: '县委会议定' });
  });

  test('an order that lacks what came above is made anew, in the own order', () => {
    const { edits } = rebaseEdits(frame, {});
    expect((valueAt(resultOf(frame, edits), 'vetting') as { id: string }[]).map((one) => one.id)).toEqual(['leader', 'office', 'head']);
  });

  test('what went above and was changed below stays whole where that is chosen, and goes where it is not', () => {
    const gone = frameOf([], [{ op: 'remove', path: 'report/sections/problems' }], [set('report/sections/problems/title', { text: '查摆问题' })]);
    expect(rebaseChanges(gone).map(({ path, who }) => [path, who])).toEqual([['report/sections/problems', 'conflict']]);
    expect(valueAt(resultOf(gone, rebaseEdits(gone, { 'report/sections/problems': 'mine' }).edits), 'report/sections/problems/title')).toEqual({ text: '查摆问题' });
    expect(rebaseEdits(gone, { 'report/sections/problems': 'theirs' })).toEqual({ edits: [], unmet: [] });
  });

  test('an upstream that says what the draft says leaves no edit behind', () => {
    const alike = frameOf([], [set('appeal/days', 7)], [set('appeal/days', 7)]);
    expect(rebaseEdits(alike, {})).toEqual({ edits: [], unmet: [] });
  });
});

function addresses(node: unknown, path = ''): [string, unknown][] {
  const own: [string, unknown][] = path === '' ? [] : [[path, node]];
  if (isMemberList(node)) return [...own, ...node.flatMap((member) => addresses(member, joinPath(path, memberId(member)!)))];
  if (isRecord(node)) return [...own, ...Object.entries(node).flatMap(([key, child]) => addresses(child, joinPath(path, key)))];
  return own;
}

const all = addresses(sampleScheme());
const numbers = all.filter(([, value]) => typeof value === 'number').map(([path]) => path);
const members = all.filter(([path, value]) => isRecord(value) && memberId(value) !== undefined && isMemberList(valueAt(sampleScheme(), path.slice(0, path.lastIndexOf('/'))))).map(([path]) => path);
const lists = all.filter(([, value]) => isMemberList(value) && value.length > 1).map(([path]) => path);
const edit: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ op: fc.constant('set' as const), path: fc.constantFrom(...numbers), value: fc.integer({ min: 0, max: 60 }) }) },
  fc.record({ op: fc.constant('remove' as const), path: fc.constantFrom(...members) }),
  fc.record({ op: fc.constant('add' as const), path: fc.constantFrom('vetting', 'questions', 'report/sections'), value: fc.record({ id: fc.constantFrom('n1', 'n2'), days: fc.integer({ min: 1, max: 5 }) }) }),
  fc.constantFrom(...lists).chain((path) => fc.shuffledSubarray((valueAt(sampleScheme(), path) as unknown[]).map((one) => memberId(one)!), { minLength: (valueAt(sampleScheme(), path) as unknown[]).length }).map((order) => ({ op: 'reorder' as const, path, order }))),
);
const edits = fc.array(edit, { maxLength: 6 });

test('R-B2 whatever both did, every place is afterwards what was chosen: upstream, own, or as before', () => {
  fc.assert(fc.property(edits, edits, edits, fc.infiniteStream(fc.constantFrom<RebaseChoice>('theirs', 'mine')), (before, after, own, stream) => {
    const frame = frameOf(before, after, own);
    const changes = rebaseChanges(frame);
    const choices = Object.fromEntries(changes.filter((one) => one.who === 'conflict').map((one) => [one.path, stream.next().value]));
    const rebased = rebaseEdits(frame, choices);
    expect(rebased.unmet).toEqual([]);
    const result = resultOf(frame, rebased.edits);
    expect(resolveScheme(base, [...frame.upper, layer('county', rebased.edits)]).violations.filter((one) => one.layer === 'county' && one.code.startsWith('layer.unknown'))).toEqual([]);
    for (const { path, who, own: mine, upstream } of changes) {
      if (path.endsWith('/_order')) continue;
      const wanted = who === 'upstream' || (who === 'conflict' && choices[path] === 'theirs') ? upstream : mine;
      expect(canonicalJson(valueAt(result, path) ?? null)).toBe(canonicalJson(wanted ?? null));
    }
    for (const [path, value] of addresses(sampleScheme())) {
      const untouched = !changes.some((one) => path === one.path || path.startsWith(`${one.path}/`) || one.path.startsWith(`${path}/`));
      if (untouched && typeof value === 'number') expect(valueAt(result, path)).toEqual(valueAt(resolveScheme(base, frame.pinned).draft, path));
    }
  }), { numRuns: 60 });
});
