import { K_ANONYMITY } from '@shuping/scheme';

export type ClassReturn = { readonly id: string; readonly returned: number; readonly ballot: string; readonly into: string | null };

/** Classes with fewer ballots than may be shown: into which class each is counted, or that its marks are withheld (R-F3). */
export type Folding = { readonly merged: Readonly<Record<string, string>>; readonly withheld: readonly string[] };

/**
 * Decides after closing what happens to classes from which one to four ballots came: counted with the class that the scheme names, else with the largest one that has
 * the same ballot, both only when the sum can be shown; else withheld. A class without any ballot shows nothing and stays.
 */
export function foldSmall(classes: readonly ClassReturn[]): Folding {
  const sizes = new Map(classes.map((one) => [one.id, one.returned]));
  const merged: Record<string, string> = {};
  const withheld: string[] = [];
  const small = classes.filter((one) => one.returned > 0 && one.returned < K_ANONYMITY).sort((a, b) => a.returned - b.returned || (a.id < b.id ? -1 : 1));
  for (const one of small) {
    const size = sizes.get(one.id)!;
    if (size >= K_ANONYMITY) continue;
    const others = classes
      .filter((other) => other.id !== one.id && other.ballot === one.ballot && merged[other.id] === undefined && size + sizes.get(other.id)! >= K_ANONYMITY)
      .sort((a, b) => Number(b.id === one.into) - Number(a.id === one.into) || sizes.get(b.id)! - sizes.get(a.id)! || (a.id < b.id ? -1 : 1));
    const target = others[0];
    if (!target) {
      withheld.push(one.id);
      continue;
    }
    sizes.set(target.id, sizes.get(target.id)! + size);
    for (const [from, to] of Object.entries(merged)) if (to === one.id) merged[from] = target.id;
    merged[one.id] = target.id;
  }
  return { merged, withheld: withheld.filter((id) => (sizes.get(id) ?? 0) < K_ANONYMITY) };
}
