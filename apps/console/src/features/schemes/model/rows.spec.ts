import { describe, expect, test } from '@jest/globals';
import { resolveScheme, type Layer, type Scheme } from '@shuping/scheme';
import { sampleScheme } from '@shuping/scheme/testing';
import { nearest } from '../editor/workbench.tsx';
import { withPart, withQuestion } from '../editor/add-dialog.tsx';
import { numberOf } from '../editor/value-cell.tsx';
import { placeOf, tabOf, TABS, type Words } from './rows.ts';
import { groupsOf } from './tabs.ts';

const words: Words = { t: (key) => key, text: (ref) => ('text' in ref ? ref.text : ref.key), id: (_kind, id) => id };
const scheme = sampleScheme();
const applied = (changes: Layer['edits']): Scheme => {
  const { scheme: made, violations } = resolveScheme({ id: 'base', scheme, constraints: [], tag: { text: 'b' } }, [{ format: 'shuping-layer@1', id: 'own', owner: { text: 'o' }, tag: { text: 'o' }, edits: [...changes], constraints: [] }]);
  expect(violations).toEqual([]);
  return made!;
};

describe('R-B5 lines of the designer', () => {
  test('every tab shows rows with keys of their own', () => {
    for (const tab of TABS) {
      const keys = groupsOf(tab, scheme, words, undefined).flatMap((group) => group.rows.map((row) => row.key));
      expect(new Set(keys).size).toBe(keys.length);
      expect(keys.length).toBeGreaterThan(0);
    }
  });

  test('every weight of the score is there, and its group says the sum', () => {
    const [score] = groupsOf('score', scheme, words, undefined);
    const shown = score!.rows.map((row) => row.path);
    const root = scheme.score.nodes.find((node) => node.id === scheme.score.root)!;
    const top = root.kind === 'adjusted' ? scheme.score.nodes.find((node) => node.id === root.base)! : root;
    if (top.kind !== 'weighted_sum') throw new Error('sample has another root');
    for (const input of top.inputs) expect(shown).toContain(`score/nodes/${top.id}/inputs/${input.id}/weight`);
    expect(score!.sum).toMatchObject({ node: top.id, total: top.total, actual: top.total });
  });

  test('a graph that goes in circles still ends', () => {
    const root = scheme.score.nodes.find((node) => node.kind === 'weighted_sum')!;
    const circular = { ...scheme, score: { ...scheme.score, nodes: scheme.score.nodes.map((node) => (node.id === root.id && node.kind === 'weighted_sum' ? { ...node, inputs: [...node.inputs, { id: node.id, weight: 1 }] } : node)) } };
    expect(groupsOf('score', circular, words, undefined)[0]!.rows.length).toBeLessThan(200);
  });

  test('an issue leads to a row of its tab', () => {
    const [first] = scheme.calendar;
    for (const path of [`questions/${scheme.questions[0]!.id}/title`, ...(first ? [`calendar/${first.id}/due`] : []), `groups/${scheme.groups[0]!.id}/small`, 'publicity/days']) {
      expect(nearest(groupsOf(tabOf(path), scheme, words, undefined).flatMap((group) => group.rows), path)).toBeDefined();
    }
    expect(placeOf(scheme, `questions/${scheme.questions[0]!.id}/title`, words)).toContain(words.text(scheme.questions[0]!.title));
    expect(placeOf(scheme, 'no/such/place', words)).toBe('no / such / place');
  });

  test('an added question that must be answered brings its section; an added part hangs in the score', () => {
    const empty = { changes: [], locks: [] };
    const asked = applied([...withQuestion(empty, scheme, 'must_answer', 'why', () => 0).changes]);
    const question = asked.questions[asked.questions.length - 1]!;
    expect(asked.report.sections[asked.report.sections.length - 1]).toMatchObject({ kind: 'answer', question: question.id, required: true });
    const top = scheme.score.nodes.find((node) => node.kind === 'weighted_sum')!;
    const parted = applied([...withPart(empty, scheme, top.id, 'more', 'office', 10, () => 0).changes]);
    const node = parted.score.nodes[parted.score.nodes.length - 1]!;
    expect(parted.score.nodes.find((one) => one.id === top.id)).toMatchObject({ inputs: expect.arrayContaining([{ id: node.id, weight: 10, absence: { rule: 'hold' } }]) });
  });

  test('figures are typed as people type them', () => {
    expect([numberOf('30', false), numberOf(' 12.5 ', false), numberOf('\uff13\uff10', false), numberOf('30', true), numberOf('', false), numberOf('1e5', false), numberOf('0.1234567', false)]).toEqual([30, 12.5, 30, 0.3, null, null, null]);
  });
});
