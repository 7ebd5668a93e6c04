import { describe, expect, test } from '@jest/globals';
import { Scheme } from '@shuping/scheme';
import { sampleScheme } from '@shuping/scheme/testing';
import { checkExamples, scoreExample } from './examples.ts';
import { explainScore, readd } from './explain.ts';
import { gradePool } from './grading/pool.ts';
import type { Explained } from './nodes/evaluator.ts';
import { scoreAssessee } from './score.ts';
import { inputsOf, memberOf, tallyOf } from './testing/builders.ts';

const overall = (a: number, b: number, c: number, d: number) => tallyOf({ overall: { a, b, c, d } });

/*
 * By hand, scheme “sample”: good 100, fair 80, plain 60, poor 40; composite 30 regular + 20 research + 20 comment + 30 ballots;
 * ballots 60 leaders + 40 members; bonus (highest per matter, at most 5) and deductions on top; two decimals, half up.
 *
 * leaders 5·100 + 5·80 + 1·60 + 0·40 = 960 ÷ 11 = 960/11 = 87.2727…
 * served (4 ballots) was merged into members: members (9,8,2,1) + served (3,1,0,0) = (12,9,2,1):
 *   1200 + 720 + 120 + 40 = 2080 ÷ 24 = 260/3 = 86.6666…
 * ballots 0.6·960/11 + 0.4·260/3 = 576/11 + 104/3 = (1728 + 1144)/33 = 2872/33 = 87.0303…
 * research is missing → renormalise: the other weights 30 + 20 + 30 = 80 are scaled by 100/80
 * composite (30·91.5 + 20·88 + 30·2872/33) ÷ 80 = (2745 + 1760 + 28720/11) ÷ 80 = (4505 + 28720/11) ÷ 80 = 78275/880 = 15655/176 = 88.9488…
 * bonus: matter “示范点” 1 and 2 → 2; matter “信息” 0.6 → 2.6; an event of the year before does not count
 * deduction: 0.75
 * final 15655/176 + 2.6 − 0.75 = 90.7988… → 90.80 → good (≥ 90); gate: ballots 87.03 ≥ 85 holds
 */
const inputs = inputsOf({
  officer: { regular: 91.5, comment: 88 },
  tallies: { leaders: overall(5, 5, 1, 0), members: overall(9, 8, 2, 1), served: overall(3, 1, 0, 0) },
  merged: { served: 'members' },
  events: [
    { question: 'award', matter: '示范点', day: '2026-03-01', points: 1 },
    { question: 'award', matter: '示范点', day: '2026-09-01', points: 2 },
    { question: 'award', matter: '信息', day: '2026-01-01', points: 0.6 },
    { question: 'award', matter: '旧事', day: '2025-12-31', points: 3 },
    { question: 'fault', matter: '漏程序', day: '2026-12-31', points: 0.75 },
  ],
});

function everyNode(explained: Explained, visit: (each: Explained) => void): void {
  visit(explained);
  for (const child of explained.children) {
    everyNode(child.explained, visit);
    if (child.instead) everyNode(child.instead, visit);
  }
}

describe('R-G1 R-G2 ballots → composite → grade, worked by hand', () => {
  const scheme = sampleScheme();

  test('the scheme of the test is a scheme', () => expect(Scheme.safeParse(scheme).success).toBe(true));

  test('every figure to the last digit', () => {
    const result = scoreAssessee(scheme, inputs);
    const exact = Object.fromEntries(Object.entries(result.nodes).map(([id, figure]) => [id, figure.value?.toString() ?? figure.absent]));
    expect(exact).toEqual({
      final: '454/5', composite: '15655/176', regular: '183/2', research: 'absent.no_figure', comment: '88',
      ballots: '2872/33', 'b-leaders': '960/11', 'b-members': '260/3', bonus: '13/5', minus: '-3/4',
    });
    expect(result.mergedGroups).toEqual({ served: 'members' });
    expect(result.held).toEqual([]);
    const alone = { ...scheme, grading: { ...scheme.grading, quotas: [] } };
    expect(gradePool(alone, [memberOf(alone, 'one', inputs)]).members[0]).toMatchObject({ bandGrade: 'good', grade: 'good', rank: 1, score: { exact: '454/5', shown: '90.80' } });
  });

  test('the explanation adds up at every node, says which rule and which layer', () => {
    const layer = (id: string) => ({ layer: id, replaced: [] });
    const explained = explainScore(scheme, inputs, { 'score/nodes': layer('plugin'), 'score/nodes/composite/inputs/regular/weight': layer('host') });
    let seen = 0;
    everyNode(explained, (each) => {
      expect(each.layer).toBe('plugin');
      if (!each.figure) return;
      seen += 1;
      expect(readd(each)?.toString()).toBe(each.figure.exact);
    });
    expect(seen).toBe(9);
    const composite = explained.children[0]!.explained;
    expect(composite.children.map((child) => [child.explained.node, child.declared, child.weight, child.absence?.code ?? null, child.layer])).toEqual([
      ['regular', '3/10', '3/8', null, 'host'], ['research', '1/5', '0', 'absence.renormalise', 'plugin'],
      ['comment', '1/5', '1/4', null, 'plugin'], ['ballots', '3/10', '3/8', null, 'plugin'],
    ]);
    const members = composite.children[3]!.explained.children[1]!.explained;
    expect(members.inputs.map((line) => [line.code, line.params['count'] ?? line.params['group'], line.amount?.exact ?? null])).toEqual([
      ['line.option', 12, '50'], ['line.option', 9, '30'], ['line.option', 2, '5'], ['line.option', 1, '5/3'], ['line.merged_in', 'served', null],
    ]);
  });

  test('R-B8 the worked example of the scheme gives what it states, printed with its own decimals', () => {
    const usual = scheme.examples[0]!;
    expect(scoreExample(scheme, usual)).toMatchObject({ score: '90.07', grade: 'good', nodes: { research: '85.00', composite: '89.07' } });
    expect(scoreExample(scheme, { ...usual, expect: { score: '90.1', grade: 'good', nodes: { ballots: '91.5556' } } })).toMatchObject({ score: '90.1', nodes: { ballots: '91.5556' } });
    expect(scoreExample(scheme, { ...usual, inputs: { ...usual.inputs, tallies: {} } })).toMatchObject({ score: null, grade: null });
    expect(checkExamples(scheme)).toEqual([]);
    const wrong = { ...scheme, examples: [{ ...usual, expect: { score: '90.08', grade: 'fair', nodes: { ballots: '91.7' } } }] };
    expect(checkExamples(wrong).map((problem) => [problem.code, problem.at, problem.params?.['got']])).toEqual([
      ['example.node', 'examples/usual/expect/nodes/ballots', '91.6'], ['example.score', 'examples/usual/expect/score', '90.07'], ['example.grade', 'examples/usual/expect/grade', 'good'],
    ]);
  });
});
