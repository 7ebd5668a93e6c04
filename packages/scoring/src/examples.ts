import type { Problem } from '@shuping/kernel';
import type { ExampleOutcome, Scheme, WorkedExample } from '@shuping/scheme';
import type { Figure } from './figure.ts';
import { gradeAlone } from './grading/pool.ts';
import { scoreAssessee } from './score.ts';

/** Decimal text with as many decimals as the stated text has, else with `digits`. */
function printed(figure: Figure, stated: string | null | undefined, digits: number): string | null {
  if (!figure.value) return null;
  return figure.value.toFixed(typeof stated === 'string' ? (stated.split('.')[1]?.length ?? 0) : digits);
}

/** What a worked example really gives (R-B8), for the publishing gate. Figures are printed with as many decimals as the example states; the grade is the one without quotas, which need a pool. */
export function scoreExample(scheme: Scheme, example: WorkedExample): ExampleOutcome {
  const result = scoreAssessee(scheme, example.inputs);
  const { digits } = scheme.score;
  return {
    score: printed(result.root, example.expect.score, digits),
    grade: gradeAlone(scheme, { id: example.id, inputs: example.inputs, result }),
    nodes: Object.fromEntries(Object.entries(result.nodes).map(([id, figure]) => [id, printed(figure, example.expect.nodes?.[id], digits)])),
  };
}

/** Worked examples that give another figure or grade than they state: `example.node`, `example.score` or `example.grade`, with what was stated and what comes out. */
export function checkExamples(scheme: Scheme): Problem[] {
  return scheme.examples.flatMap((example) => {
    const outcome = scoreExample(scheme, example);
    const differs = (code: string, at: string, expected: string | null, got: string | null, more: Record<string, string> = {}): Problem[] =>
      expected === got ? [] : [{ code, at: `examples/${example.id}/expect/${at}`, params: { example: example.id, expected, got, ...more } }];
    return [
      ...Object.entries(example.expect.nodes ?? {}).flatMap(([node, stated]) => differs('example.node', `nodes/${node}`, stated, outcome.nodes[node] ?? null, { node })),
      ...differs('example.score', 'score', example.expect.score, outcome.score),
      ...differs('example.grade', 'grade', example.expect.grade, outcome.grade),
    ];
  });
}
