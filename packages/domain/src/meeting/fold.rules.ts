import { K_ANONYMITY } from '@shuping/scheme';

/** `returned`: ballots that came back, in every round when there are several. */
export type ClassReturn = { readonly id: string; readonly returned: number | readonly number[]; readonly ballot: string; readonly into: string | null };

/** Classes with fewer ballots than may be shown: into which class each is counted, or that its marks are withheld (R-F3). */
export type Folding = { readonly merged: Readonly<Record<string, string>>; readonly withheld: readonly string[] };

/**
 * Decides after closing what happens to classes from which one to four ballots came: counted with the class that the scheme names, else with the largest one that has
 * the same ballot, both only when the sum can be shown; else withheld. A class without any ballot shows nothing and stays. A class is treated alike in all rounds of a meeting, so what it
 * needs in one round holds in all.
 */
export function foldSmall(classes: readonly ClassReturn[]): Folding {
  const sizes = new Map(classes.map((one) => [one.id, typeof one.returned === 'number' ? [one.returned] : one.returned]));
  const merged: Record<string, string> = {};
  const withheld: string[] = [];
  const total = (id: string): number => sizes.get(id)!.reduce((sum, n) => sum + n, 0);
  const byId = (a: ClassReturn, b: ClassReturn): number => (a.id < b.id ? -1 : 1);
  for (const one of classes.filter((c) => isSmall(sizes.get(c.id)!)).sort((a, b) => total(a.id) - total(b.id) || byId(a, b))) {
    const size = sizes.get(one.id)!;
    if (!isSmall(size)) continue;
    const [target] = classes
      .filter((other) => other.id !== one.id && other.ballot === one.ballot && merged[other.id] === undefined && !isSmall(plus(size, sizes.get(other.id)!)))
      .sort((a, b) => Number(b.id === one.into) - Number(a.id === one.into) || total(b.id) - total(a.id) || byId(a, b));
    if (!target) {
      withheld.push(one.id);
      continue;
    }
    sizes.set(target.id, plus(sizes.get(target.id)!, size));
    for (const [from, to] of Object.entries(merged)) if (to === one.id) merged[from] = target.id;
    merged[one.id] = target.id;
  }
  return { merged, withheld: withheld.filter((id) => isSmall(sizes.get(id)!)) };
}

/** True when one to four ballots came in some round. */
const isSmall = (sizes: readonly number[]): boolean => sizes.some((n) => n > 0 && n < K_ANONYMITY);
const plus = (a: readonly number[], b: readonly number[]): number[] => a.map((n, at) => n + (b[at] ?? 0));
