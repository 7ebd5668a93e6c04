import type { Catalogue, Locale } from '@shuping/kernel';
import type { Violation } from '../layer.ts';
import type { WorkedExample } from '../model/inputs.ts';
import type { Scheme } from '../model/scheme.ts';

/** What scoring makes of a worked example: printed figures by node and the composite, null where the result is held. */
export type ExampleOutcome = { readonly score: string | null; readonly grade: string | null; readonly nodes: Readonly<Record<string, string | null>> };

/** What the publishing gate needs to know beside the scheme. `roles` and `checks` are the ids that exist (`id@version` for checks); `layerOf` names who has to mend a path. */
export type PublishContext = {
  readonly catalogues: Readonly<Record<Locale, Catalogue>>;
  readonly roles: Iterable<string>;
  readonly checks: Iterable<string>;
  readonly scoreExample: (scheme: Scheme, example: WorkedExample) => ExampleOutcome;
  readonly layerOf?: (path: string) => string;
};

/** A problem before it is known whose it is. */
export type Finding = { readonly code: string; readonly path: string; readonly params?: Violation['params'] };

export function finding(code: string, path: string, params?: Finding['params']): Finding {
  return params ? { code, path, params } : { code, path };
}
