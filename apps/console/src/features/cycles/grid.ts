import type { ScoresOut } from '@shuping/contracts';
import type { Worded } from '../../i18n/index.ts';

export type ScoreRow = ScoresOut['rows'][number];
type Node = ScoresOut['nodes'][number];

/** One column of the grid: a node, or an item of its sheet. */
export type GridColumn = { readonly key: string; readonly node: Node; readonly item: string; readonly title: Worded; readonly min: number; readonly max: number };

export function columnsOf(nodes: readonly Node[], sector: string, only: string): GridColumn[] {
  return nodes.filter((node) => node.sector === sector && (only === '' || node.id === only)).flatMap((node): GridColumn[] => (node.items.length === 0
    ? [{ key: node.id, node, item: '', title: node.title, min: node.min, max: node.max }]
    : node.items.map((item) => ({ key: `${node.id}/${item.id}`, node, item: item.id, title: item.title, min: 0, max: item.max }))));
}

/** Text as a figure within bounds: '' takes it back; null is no figure. */
export function figureOf(text: string, column: Pick<GridColumn, 'min' | 'max'>): string | null {
  const plain = text.trim().replace(/[\u3002\uff0e]/, '.').replace(/[\uff10-\uff19]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
  if (plain === '') return '';
  if (!/^-?\d{1,9}(\.\d{1,6})?$/.test(plain)) return null;
  const value = Number(plain);
  return value >= column.min && value <= column.max ? plain : null;
}
