import type { Catalogue, Locale } from '@shuping/kernel';
import type { Scheme } from '../model/scheme.ts';
import { isMemberList, isRecord, joinPath, memberId } from '../path.ts';
import { type Finding, finding } from './context.ts';

/** Every text key has words in every locale: scheme.text-missing. */
export function textFindings(scheme: Scheme, catalogues: Readonly<Record<Locale, Catalogue>>): Finding[] {
  return textKeysOf(scheme).flatMap(({ path, key }) =>
    Object.entries(catalogues)
      .filter(([, words]) => !Object.hasOwn(words, key) || words[key]!.trim() === '')
      .map(([locale]) => finding('scheme.text-missing', path, { key, locale })),
  );
}

/** All text keys that a scheme uses, with their places. */
export function textKeysOf(scheme: Scheme): { readonly path: string; readonly key: string }[] {
  const out: { path: string; key: string }[] = [];
  const walk = (node: unknown, path: string): void => {
    if (Array.isArray(node)) {
      const named = isMemberList(node);
      node.forEach((child, i) => walk(child, joinPath(path, named ? memberId(child)! : i)));
    } else if (isRecord(node)) {
      const keys = Object.keys(node);
      if (keys.length === 1 && typeof node['key'] === 'string') out.push({ path, key: node['key'] });
      else for (const key of keys) if (key !== 'inputs' || !path.startsWith('examples/')) walk(node[key], joinPath(path, key));
    }
  };
  walk(scheme, '');
  return out;
}
