import type { ScoresOut } from '@shuping/contracts';
import type { Worded } from '../../i18n/index.ts';

export type ScoreRow = ScoresOut['rows'][number];
type Node = ScoresOut['nodes'][number];
type Item = Node['items'][number];

/** One column of the grid: a node, or an item of its sheet. `tasks` columns open a list of their own. */
export type GridColumn = {
  readonly key: string; readonly node: Node; readonly item: string; readonly title: Worded; readonly min: number; readonly max: number;
  readonly as: Item['as']; readonly choices: readonly Item['choices'][number][]; readonly step: number | null; readonly ends: boolean; readonly may: Node['may'];
};

export function columnsOf(nodes: readonly Node[], sector: string, only: string): GridColumn[] {
  return nodes.filter((node) => node.sector === sector && (only === '' || node.id === only)).flatMap((node): GridColumn[] => (node.items.length === 0
    ? [{ key: node.id, node, item: '', title: node.title, min: node.min, max: node.max, as: node.tasks ? 'mark' : 'points', choices: node.tasks ?? [], step: null, ends: false, may: node.may }]
    : node.items.map((item) => ({ key: `${node.id}/${item.id}`, node, item: item.id, title: item.title, min: item.min, max: item.max, as: item.as, choices: item.choices, step: item.step, ends: item.ends, may: item.may }))));
}

/** What is entered in a cell that takes one of a few: their values with words, or yes and no. */
export function choicesOf(column: Pick<GridColumn, 'as' | 'choices'>): readonly { readonly value: string; readonly title: Worded }[] {
  return column.as === 'yes_no' ? [{ value: '1', title: { key: 'cycles.scores.yes' } }, { value: '0', title: { key: 'cycles.scores.no' } }] : column.choices;
}

/** Text as a figure within bounds: '' takes it back; null is no figure. */
export function figureOf(text: string, column: Pick<GridColumn, 'min' | 'max'> & Partial<Pick<GridColumn, 'step' | 'ends'>>): string | null {
  const plain = text.trim().replace(/[\u3002\uff0e]/, '.').replace(/[\uff10-\uff19]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
  if (plain === '') return '';
  if (!/^-?\d{1,9}(\.\d{1,6})?$/.test(plain)) return null;
  const value = Number(plain);
  const micro = (one: number): number => Math.round(one * 1e6);
  const fits = (!column.ends || value === column.min || value === column.max) && (!column.step || micro(value) % micro(column.step) === 0);
  return fits && value >= column.min && value <= column.max ? plain : null;
}

export type Task = { readonly item: string; readonly title: string; readonly mark: string; readonly version: number };

/** Tasks of one assessee in their order, and the item that the next one takes. `none` says that there are none at all. */
export function tasksOf(row: ScoreRow, node: string): { readonly tasks: readonly Task[]; readonly none: { readonly version: number } | null; readonly next: string } {
  const tasks = Object.entries(row.cells).flatMap(([key, cell]): Task[] => {
    const item = key.startsWith(`${node}/`) ? key.slice(node.length + 1) : '';
    return /^t\d+$/.test(item) ? [{ item, title: cell.note, mark: cell.value, version: cell.version }] : [];
  }).sort((a, b) => Number(a.item.slice(1)) - Number(b.item.slice(1)));
  const none = row.cells[`${node}/none`];
  return { tasks, none: none ? { version: none.version } : null, next: `t${Number(tasks.at(-1)?.item.slice(1) ?? 0) + 1}` };
}
