import { lintedWordings } from './lint-nodes.ts';
import type { Text } from './model/common.ts';
import type { Scheme } from './model/scheme.ts';
import { type FormalismKind, FORMALISM_RULES } from './lint-words.ts';
import type { z } from 'zod';

type Wording = z.infer<typeof Text>;

/** Warning that an indicator seems to count activity or paper (R-B8). It never blocks. `words` is the part that gave it away. */
export type FormalismWarning = { readonly code: 'lint.formalism'; readonly path: string; readonly kind: FormalismKind; readonly words: string };

/** Warns of indicators that count meetings, documents, photos, screenshots, likes or study hours, or ask for what the system holds (R-B8). Reads questions, hints of the report, indicator items, entered figures and ballot items; `wordsOf` gives a text's words in the language of the rules (zh-CN or en). */
export function lintScheme(scheme: Scheme, wordsOf: (text: Wording) => string): FormalismWarning[] {
  const places: [path: string, text: Wording | undefined][] = [
    ...scheme.questions.flatMap((q): [string, Wording | undefined][] => [[`questions/${q.id}/title`, q.title], [`questions/${q.id}/guidance`, q.guidance]]),
    ...scheme.ballots.flatMap((b) => b.items.map((item): [string, Wording] => [`ballots/${b.id}/items/${item.id}/title`, item.title])),
    ...scheme.report.sections.flatMap((one): [string, Wording | undefined][] => [[`report/sections/${one.id}/hint`, one.hint]]),
    ...scheme.score.nodes.flatMap((node) => lintedWordings(node).map(([at, text]): [string, Wording] => [`score/nodes/${node.id}/${at}`, text])),
  ];
  return places.flatMap(([path, text]) => (text ? formalismIn(wordsOf(text)).map((hit) => ({ code: 'lint.formalism' as const, path, ...hit })) : []));
}

/** Formal counting found in one wording: at most one hit per kind. */
export function formalismIn(wording: string): { readonly kind: FormalismKind; readonly words: string }[] {
  const latin = wording.toLowerCase();
  const han = latin.replace(/\s+/g, '');
  return FORMALISM_RULES.flatMap(({ kind, any, unless }) => {
    if (unless?.test(han)) return [];
    const hit = any.map((pattern) => pattern.exec(han) ?? pattern.exec(latin)).find((match) => match !== null);
    return hit ? [{ kind, words: hit[0] }] : [];
  });
}
