import type { Violation } from '../layer.ts';
import type { Scheme } from '../model/scheme.ts';
import { duplicateIn } from '../resolve/apply-edit.ts';
import { absenceFindings } from './absence.ts';
import { boundFindings } from './bounds.ts';
import { calendarFindings } from './calendar.ts';
import { contentFindings } from './content.ts';
import { type Finding, finding, type PublishContext } from './context.ts';
import { inputFindings } from './counts.ts';
import { exampleFindings } from './examples.ts';
import { gradingFindings } from './grading.ts';
import { graphFindings } from './graph.ts';
import { kindFindings } from './kinds.ts';
import { nameFindings } from './names.ts';
import { numericFindings } from './numeric.ts';
import { quotaFindings } from './quotas.ts';
import { referenceFindings } from './references.ts';
import { fillFindings, textFindings } from './texts.ts';
import { toleranceFindings } from './tolerance.ts';
import { weightFindings } from './weights.ts';

/** Everything for which a scheme is not published (R-B8), each with its place; empty when it may be. Worked examples run only when nothing else is wrong with what scoring reads. */
export function publishProblems(scheme: Scheme, context: PublishContext): Violation[] {
  const twice = duplicateIn(scheme, '');
  const structure: Finding[] = [
    ...(twice === null ? [] : [finding('scheme.duplicate-id', twice)]),
    ...referenceFindings(scheme, new Set(context.roles), new Set(context.checks)),
    ...kindFindings(scheme),
    ...numericFindings(scheme),
    ...weightFindings(scheme),
    ...absenceFindings(scheme),
    ...graphFindings(scheme),
    ...boundFindings(scheme),
    ...gradingFindings(scheme),
    ...quotaFindings(scheme),
  ];
  const content = [...contentFindings(scheme), ...calendarFindings(scheme), ...toleranceFindings(scheme), ...textFindings(scheme, context.catalogues), ...fillFindings(scheme, context.catalogues), ...nameFindings(scheme, context.catalogues), ...scheme.examples.flatMap((example) => inputFindings(scheme, example.inputs, `examples/${example.id}/inputs`))];
  const examples = structure.some(stopsScoring) ? [] : exampleFindings(scheme, context.scoreExample);
  const layerOf = context.layerOf ?? ((): string => '');
  return [...structure, ...content, ...examples].map((found) => ({ ...found, layer: layerOf(found.path) }));
}

const HARMLESS = new Set(['scheme.role-unknown', 'scheme.check-unknown', 'scheme.quota-infeasible', 'scheme.node-unreachable']);

function stopsScoring(found: Finding): boolean {
  return !HARMLESS.has(found.code);
}
