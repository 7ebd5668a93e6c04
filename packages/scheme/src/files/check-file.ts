import { err, ok, type Result } from '@shuping/kernel';
import { type Burden, burdenOf } from '../burden.ts';
import { type FormalismWarning, lintScheme } from '../lint-scheme.ts';
import type { Layer } from '../layer.ts';
import type { Scheme } from '../model/scheme.ts';
import { type Finding, finding, type PublishContext } from '../publish/context.ts';
import { publishProblems } from '../publish/publish-problems.ts';
import { referencesOf } from '../references.ts';
import { type BaseLayer, resolveScheme, type Resolution } from '../resolve/resolve-scheme.ts';
import { schemeHash } from '../scheme-hash.ts';
import { atMost } from './read-json.ts';
import { readSchemeFile } from './read-file.ts';

/** A finding of several files: `file` is the one that it lies in. */
export type FileFinding = Finding & { readonly file?: string; readonly layer?: string };
export type NamedText = { readonly name: string; readonly text: string };

/** What the publishing gate, the linter and the burden estimate say about a scheme (R-B8, R-J3). */
export type SchemeCheck = { readonly findings: readonly FileFinding[]; readonly warnings: readonly FormalismWarning[]; readonly burden: Burden; readonly hash: string };

export function checkScheme(scheme: Scheme, context: PublishContext): SchemeCheck {
  const words = context.catalogues['zh-CN'];
  return {
    findings: atMost(publishProblems(scheme, context).map(({ layer, ...found }) => (layer === '' ? found : { ...found, layer }))),
    warnings: lintScheme(scheme, (text) => ('text' in text ? text.text : (words[text.key] ?? ''))),
    burden: burdenOf(scheme),
    hash: schemeHash(scheme),
  };
}

/** Context in which no plugin says which roles and checks there are: those that the scheme names. Keys have no words. */
export function freeContext(scheme: Scheme, scoreExample: PublishContext['scoreExample']): PublishContext {
  const named = referencesOf(scheme);
  const ids = (kind: 'role' | 'check'): string[] => named.flatMap((ref) => (ref.kind === kind ? [ref.id] : []));
  return { catalogues: { 'zh-CN': {}, en: {} }, roles: ids('role'), checks: ids('check'), scoreExample };
}

export type ResolvedFiles = { readonly base: BaseLayer; readonly layers: readonly Layer[]; readonly resolution: Resolution };

/** Folds layer files, upper first, over a scheme file that comes first, else over `base`, which may depend on the layers. Codes: those of `readSchemeFile`; file.base-missing, file.base-twice, file.layer-twice. */
export function resolveFiles(files: readonly NamedText[], base: BaseLayer | ((layers: readonly Layer[]) => BaseLayer) | null): Result<ResolvedFiles, FileFinding[]> {
  const found: FileFinding[] = [];
  const layers: Layer[] = [];
  let own: BaseLayer | null = null;
  files.forEach(({ name, text }, i) => {
    const read = readSchemeFile(text);
    if (!read.ok) found.push(...read.error.map((one) => ({ ...one, file: name })));
    else if (read.value.kind === 'layer') {
      const { layer } = read.value;
      if (layers.some((one) => one.id === layer.id)) found.push({ ...finding('file.layer-twice', 'id', { id: layer.id }), file: name });
      layers.push(layer);
    } else if (i > 0 || base) found.push({ ...finding('file.base-twice', ''), file: name });
    else own = { id: read.value.scheme.id, scheme: read.value.scheme, constraints: [], tag: read.value.scheme.title };
  });
  if (found.length > 0) return err(found);
  const bottom = typeof base === 'function' ? base(layers) : (base ?? own);
  if (!bottom) return err([finding('file.base-missing', '')]);
  return ok({ base: bottom, layers, resolution: resolveScheme(bottom, layers) });
}
