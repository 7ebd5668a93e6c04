import type { TextRef } from '@shuping/kernel';
import type { Constraint, Layer, Origin, Violation } from '../layer.ts';
import type { Scheme } from '../model/scheme.ts';
import { applyEdit } from './apply-edit.ts';
import { checkConstraints, ownConstraints } from './check-constraints.ts';
import { emptyConstraints } from './empty-constraints.ts';
import { ProvenanceLog } from './provenance.ts';
import { removedInUse } from './removed-in-use.ts';
import { shapeOf } from './shape-violations.ts';

/** The plugin's default, on which layers stand. */
export type BaseLayer = { readonly id: string; readonly scheme: Scheme; readonly constraints: readonly Constraint[]; readonly tag: TextRef };

/** Effective scheme of a line. `scheme` is null when the folded `draft` is not a scheme; `provenance` has an entry for each place that a layer touched (read it with `originAt`). */
export type Resolution = { readonly scheme: Scheme | null; readonly draft: unknown; readonly provenance: Record<string, Origin>; readonly violations: readonly Violation[] };

/** Folds the layers of a line, upper first, over the plugin's default (R-B2). Pure and deterministic; an edit that cannot be applied is left out and named. A layer can only tighten: constraints add up and are judged on the result. */
export function resolveScheme(base: BaseLayer, layers: readonly Layer[]): Resolution {
  const log = new ProvenanceLog(base.id);
  const violations: Violation[] = [];
  const drafts: unknown[] = [base.scheme];
  layers.forEach((layer, i) => {
    let draft = drafts[i];
    for (const edit of layer.edits) {
      const edited = applyEdit(draft, edit);
      if (!edited.ok) {
        violations.push({ ...edited.error, layer: layer.id });
        continue;
      }
      draft = edited.value.draft;
      log.record(edited.value.touched, layer.id, i + 1, edited.value.before);
    }
    drafts.push(draft);
  });
  const draft = drafts.at(-1);
  const constraints = ownConstraints([base, ...layers], drafts);
  const owners = [base.id, ...layers.map((layer) => layer.id)];
  const shaped = shapeOf(draft, (path) => log.culprit(path), base.scheme);
  violations.push(
    ...shaped.violations,
    ...checkConstraints(constraints, drafts, owners),
    ...emptyConstraints(constraints),
    ...(shaped.scheme && layers.some(takesOut) ? removedInUse(shaped.scheme, drafts, owners) : []),
  );
  return { scheme: shaped.scheme, draft, provenance: log.toRecord(), violations };
}

function takesOut(layer: Layer): boolean {
  return layer.edits.some((edit) => edit.op === 'remove' || (edit.op === 'set' && typeof edit.value === 'object'));
}
