import { describe, expect, test } from '@jest/globals';
import { resolveScheme, valueAt, type Layer, type Scheme } from '@shuping/scheme';
import { sampleScheme } from '@shuping/scheme/testing';
import { withAdd, withOrder, withRemove, withWhy, whyOf } from './draft.ts';
import { withChanged } from './edits-between.ts';
import { blank, schemaAt, shapeAt, shapesOf } from './form-schema.ts';
import { dropped, levelled, orderOf, shifted } from './moves.ts';
import { emptyInputs, withCount } from './samples.ts';

const scheme = sampleScheme();
const inherited = (path: string): unknown => valueAt(scheme, path);
const applied = (edits: Layer['edits']): Scheme => {
  const { draft, violations } = resolveScheme({ id: 'base', scheme, constraints: [], tag: { text: 'b' } }, [{ format: 'shuping-layer@1', id: 'own', owner: { text: 'o' }, tag: { text: 'o' }, edits: [...edits], constraints: [] }]);
  expect(violations).toEqual([]);
  return draft as Scheme;
};

describe('R-B5 moving and forms make layer edits', () => {
  test('a member moves up, down and before another, and stops at the ends', () => {
    const ids = scheme.questions.map((one) => one.id);
    const down = shifted([], scheme, `questions/${ids[0]}`, 1)!;
    expect(applied(down).questions.map((one) => one.id).slice(0, 2)).toEqual([ids[1], ids[0]]);
    expect(shifted([], scheme, `questions/${ids[0]}`, -1)).toBeNull();
    const last = ids[ids.length - 1]!;
    expect(orderOf(applied(dropped([], scheme, `questions/${last}`, `questions/${ids[0]}`)!), 'questions')![0]).toBe(last);
  });

  test('a part goes under the weighted sum above it and out again, never under itself', () => {
    const sums = scheme.score.nodes.filter((node) => node.kind === 'weighted_sum');
    for (const sum of sums) for (const input of sum.inputs) {
      const moved = levelled([], scheme, `score/nodes/${sum.id}/inputs/${input.id}`, 1);
      if (!moved) continue;
      expect(moved.some((edit) => edit.op === 'add' && edit.path !== `score/nodes/${sum.id}/inputs`)).toBe(true);
      expect(moved).toContainEqual({ op: 'remove', path: `score/nodes/${sum.id}/inputs/${input.id}` });
    }
  });

  test('an order forgets a member whose addition is taken back', () => {
    const member = { ...scheme.questions[0]!, id: 'extra' };
    const ids = scheme.questions.map((one) => one.id);
    const changes = withOrder(withAdd([], 'questions', member), 'questions', ['extra', ...ids]);
    expect(applied(changes).questions[0]!.id).toBe('extra');
    expect(applied(withRemove(changes, 'questions/extra')).questions.map((one) => one.id)).toEqual(ids);
  });

  test('a form writes the finest edits, each with its reason', () => {
    const quota = scheme.grading.quotas[0]!;
    const path = `grading/quotas/${quota.id}`;
    const edits = withChanged([], path, quota, { ...quota, share: 0.123, heads: 3 }, inherited, 'because');
    expect(edits).toEqual([{ op: 'set', path: `${path}/share`, value: 0.123, why: 'because' }, { op: 'set', path: `${path}/heads`, value: 3, why: 'because' }]);
    expect(applied(edits).grading.quotas[0]).toEqual({ ...quota, share: 0.123, heads: 3 });
    expect(whyOf(edits, path)).toBe('because');
    expect(whyOf(withWhy(edits, path, ''), path)).toBe('');
    expect(whyOf(edits, 'questions')).toBeNull();
  });

  test('every node kind begins as a blank of its own shape', () => {
    const shapes = shapesOf(schemaAt('score/nodes', scheme)!.items!)!;
    expect(shapes.length).toBe(25);
    shapes.forEach((shape, n) => expect(shapeAt(shapes, blank(shape))).toBe(n));
  });

  test('counts of a sample are heads, and what an item lacks is blank', () => {
    const inputs = withCount(withCount(emptyInputs(2026), 'g', 'a', 'x', 4), 'g', 'b', 'x', 3);
    expect(inputs.tallies['g']).toMatchObject({ valid: 4, items: { a: { blank: 0 }, b: { blank: 1 } } });
  });
});
