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

/** Opens a wording that stands in for one still to be written: `⟦待填：…⟧`. */
export const TO_FILL = '⟦';

/** Words that stand in for others still to be written, typed or from a catalogue: scheme.to-fill, once a place, with the words. */
export function fillFindings(scheme: Scheme, catalogues: Readonly<Record<Locale, Catalogue>>): Finding[] {
  const keyed = textKeysOf(scheme).map(({ path, key }) => ({ path, words: Object.values(catalogues).map((words) => words[key] ?? '') }));
  const typed = textsOf(scheme, 'text').map(({ path, word }) => ({ path, words: [word] }));
  return [...keyed, ...typed].flatMap(({ path, words }) => {
    const open = words.find((word) => word.includes(TO_FILL));
    return open === undefined ? [] : [finding('scheme.to-fill', path, { words: open })];
  });
}

/** All text keys that a scheme uses, with their places. */
export function textKeysOf(scheme: Scheme): { readonly path: string; readonly key: string }[] {
  return textsOf(scheme, 'key').map(({ path, word }) => ({ path, key: word }));
}

function textsOf(scheme: Scheme, kind: 'key' | 'text'): { readonly path: string; readonly word: string }[] {
  const out: { path: string; word: string }[] = [];
  const walk = (node: unknown, path: string): void => {
    if (Array.isArray(node)) {
      const named = isMemberList(node);
      node.forEach((child, i) => walk(child, joinPath(path, named ? memberId(child)! : i)));
    } else if (isRecord(node)) {
      const keys = Object.keys(node);
      const word = node[kind];
      if (keys.length === 1 && typeof word === 'string') out.push({ path, word });
      else for (const key of keys) if (key !== 'inputs' || !path.startsWith('examples/')) walk(node[key], joinPath(path, key));
    }
  };
  walk(scheme, '');
  return out;
}
