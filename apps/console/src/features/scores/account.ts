import type { Explained, ExplainedChild, ExplainedLine } from '@shuping/scoring';

/** One row of the derivation account. `rails`: for each outer level whether its line goes on below; `sum` and `figure` are as printed. */
export type AccountRow = {
  readonly key: string;
  readonly node: Explained;
  readonly child: ExplainedChild | null;
  readonly rails: readonly boolean[];
  readonly last: boolean;
  readonly depth: number;
  readonly sum: string | null;
  readonly figure: string | null;
};

/** Share as a percentage without needless zeros: `3/10` → 30%. */
export function percent(weight: string): string {
  const [n = '0', d = '1'] = weight.split('/');
  const value = (Number(n) / Number(d)) * 100;
  return `${Number.isInteger(value) ? value : Number(value.toFixed(2))}%`;
}

/** Rows of the account in reading order; a base that only carries its parts is opened in its place. */
export function rowsOf(explained: Explained): AccountRow[] {
  const rows: AccountRow[] = [];
  const visit = (node: Explained, child: ExplainedChild | null, depth: number, rails: readonly boolean[], last: boolean, key: string): void => {
    rows.push({ key, node, child, rails, last, depth, sum: child ? sumOf(child) : null, figure: child?.contribution?.shown ?? node.shown });
    const below = depth === 0 ? rails : [...rails, !last];
    node.children.forEach((one, index) => visit(one.explained, one, depth + 1, depth === 0 ? [] : below, index === node.children.length - 1, `${key}/${one.explained.node}`));
  };
  visit(explained, null, 0, [], true, explained.node);
  return rows;
}

function sumOf(child: ExplainedChild): string | null {
  if (child.weight === undefined || child.weight === '1' || child.explained.shown === null) return null;
  return `${child.explained.shown} × ${percent(child.weight)}`;
}

/** Marks of a tally on its first item, best option first; null for anything else. */
export function firstItemMarks(node: Explained): readonly ExplainedLine[] | null {
  const marks = node.inputs.filter((line) => line.code === 'line.option');
  const item = marks[0]?.params['item'];
  return item === undefined ? null : marks.filter((line) => line.params['item'] === item);
}

/** Line that adds the parts of the root up again: `17.900 + 12.960 − 0.800`. */
export function checkSum(explained: Explained): string {
  return explained.children.flatMap((child) => (child.contribution ? [child.contribution.shown] : [])).reduce((line, shown) => (line === '' ? shown : shown.startsWith('-') ? `${line} − ${shown.slice(1)}` : `${line} + ${shown}`), '');
}
