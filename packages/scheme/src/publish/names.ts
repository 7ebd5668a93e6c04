import type { Catalogue, Locale, TextRef } from '@shuping/kernel';
import type { Scheme } from '../model/scheme.ts';
import { type Finding, finding } from './context.ts';

type Named = { readonly id: string; readonly title: TextRef };

/** Things that people tell apart by name alone have different names in every language: options of a scale, items of a ballot, grades. scheme.name-twice */
export function nameFindings(scheme: Scheme, catalogues: Readonly<Record<Locale, Catalogue>>): Finding[] {
  const lists: [path: string, members: readonly Named[]][] = [
    ...scheme.scales.map((scale): [string, readonly Named[]] => [`scales/${scale.id}/options`, scale.options]),
    ...scheme.ballots.map((ballot): [string, readonly Named[]] => [`ballots/${ballot.id}/items`, ballot.items]),
    ['grading/grades', scheme.grading.grades],
  ];
  return lists.flatMap(([path, members]) => twice(path, members, Object.values(catalogues)));
}

function twice(path: string, members: readonly Named[], catalogues: readonly Catalogue[]): Finding[] {
  const found = new Map<string, Finding>();
  for (const catalogue of catalogues) {
    const first = new Map<string, string>();
    for (const { id, title } of members) {
      const words = ('text' in title ? title.text : (catalogue[title.key] ?? title.key)).trim();
      const other = first.get(words);
      if (other === undefined) first.set(words, id);
      else if (!found.has(id)) found.set(id, finding('scheme.name-twice', `${path}/${id}/title`, { as: other, name: words.slice(0, 80) }));
    }
  }
  return [...found.values()];
}
