import type { Scheme } from '../model/scheme.ts';
import { type Finding, finding, type PublishContext } from './context.ts';

/** At least one worked example, and each gives the figures it states: scheme.example-missing, scheme.example-differs. */
export function exampleFindings(scheme: Scheme, scoreExample: PublishContext['scoreExample']): Finding[] {
  if (scheme.examples.length === 0) return [finding('scheme.example-missing', 'examples')];
  return scheme.examples.flatMap((example) => {
    const outcome = scoreExample(scheme, example);
    const compare = (at: string, stated: string | null, computed: string | null): Finding[] =>
      stated === computed ? [] : [finding('scheme.example-differs', `examples/${example.id}/expect/${at}`, { stated: stated ?? '', computed: computed ?? '' })];
    return [
      ...compare('score', example.expect.score, outcome.score),
      ...compare('grade', example.expect.grade, outcome.grade),
      ...Object.entries(example.expect.nodes ?? {}).flatMap(([id, stated]) => compare(`nodes/${id}`, stated, Object.hasOwn(outcome.nodes, id) ? outcome.nodes[id]! : null)),
    ];
  });
}
