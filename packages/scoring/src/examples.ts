import type { Problem } from '@shuping/kernel';
import type { Scheme, WorkedExample } from '@shuping/scheme';
import type { Figure } from './figure.ts';
import { gradeAlone } from './grading/pool.ts';
import { scoreAssessee } from './score.ts';

/** Decimal text with the digits of the text it is compared with. */
function printed(figure: Figure | undefined, like: string | null, digits: number): string | null {
  if (!figure?.value) return null;
  const decimals = like === null ? digits : (like.split('.')[1]?.length ?? 0);
  return figure.value.toFixed(decimals);
}

function checkOne(scheme: Scheme, example: WorkedExample): Problem[] {
  const result = scoreAssessee(scheme, example.inputs);
  const out: Problem[] = [];
  const want = (code: string, part: string, expected: string | null, got: string | null, node = '') => {
    if (expected === got) return;
    out.push({ code, at: `examples/${example.id}/expect/${part}`, params: { example: example.id, expected, got, ...(node ? { node } : {}) } });
  };
  for (const [node, expected] of Object.entries(example.expect.nodes ?? {})) {
    want('example.node', `nodes/${node}`, expected, printed(result.nodes[node], expected, scheme.score.digits), node);
  }
  want('example.score', 'score', example.expect.score, printed(result.root, example.expect.score, scheme.score.digits));
  want('example.grade', 'grade', example.expect.grade, gradeAlone(scheme, { id: example.id, inputs: example.inputs, result }));
  return out;
}

/** Worked examples that give another figure or grade than they state (R-B8). Figures are compared as printed, with as many decimals as stated; grades without quotas, which need a pool. */
export function checkExamples(scheme: Scheme): Problem[] {
  return scheme.examples.flatMap((example) => checkOne(scheme, example));
}
