import { describe, expect, test } from '@jest/globals';
import { act, fireEvent, screen } from '@testing-library/react';
import { renderAt } from '../testing/render.tsx';
import { DataTable, type Column } from './data-table.tsx';

type Row = { readonly id: string; readonly name: string };
const rows: readonly Row[] = Array.from({ length: 3_000 }, (_, n) => ({ id: String(n), name: `第${n}党支部` }));
const columns: readonly Column<Row>[] = [{ key: 'name', title: '单位', render: (row) => <b>{row.name}</b> }];
const drawn = (): number => document.querySelectorAll('tbody tr').length;
const table = (current: string | null = null) => <DataTable rows={rows} columns={columns} rowKey={(row) => row.id} label="名单" current={current} />;

describe('a list of three thousand rows that came whole', () => {
  test('draws a slice, says how much of it, and more at each wish', async () => {
    await renderAt(table());
    expect(drawn()).toBe(500);
    expect(screen.getByText('已显示 500 行，共 3 000 行')).toBeTruthy();
    fireEvent.click(screen.getByText('再显示 500 行'));
    expect(drawn()).toBe(1_000);
  });

  test('a column without a width is never squeezed to nothing: the table knows how wide it is at least', async () => {
    const wide: readonly Column<Row>[] = [...columns, { key: 'a', title: '甲', width: 600, render: () => '' }, { key: 'b', title: '乙', width: 200, minor: true, render: () => '' }];
    await renderAt(<DataTable rows={rows.slice(0, 2)} columns={wide} rowKey={(row) => row.id} label="名单" />);
    const { style } = screen.getByRole('table', { name: '名单' });
    expect([style.getPropertyValue('--least'), style.getPropertyValue('--least-phone')]).toEqual(['960', '696']);
  });

  test('reaches as far as the current row', async () => {
    await renderAt(table('1200'));
    expect(drawn()).toBe(1_201);
  });

  test('prints whole', async () => {
    await renderAt(<DataTable rows={rows.slice(0, 700)} columns={columns} rowKey={(row) => row.id} label="名单" />);
    act(() => void window.dispatchEvent(new Event('beforeprint')));
    expect(drawn()).toBe(700);
  });

  test('a cell that is cut tells its words, however they are wrapped', async () => {
    await renderAt(table());
    expect(document.querySelector('tbody td')?.getAttribute('title')).toBe('第0党支部');
  });
});
