import { describe, expect, test } from '@jest/globals';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { renderAt, serve } from '../testing/render.tsx';
import { CycleProvider, CycleSwitch, useCycle, useCycleOfPage } from './cycle.tsx';
import { listOf } from './nav.ts';

const CYCLES = [{ id: 'c2', title: '2026年度述职评议', year: 2026, period: '2026', periodEnd: '2026-12-31' }, { id: 'c1', title: '2025年度述职评议', year: 2025, period: '2025', periodEnd: '2025-12-31' }];

function Shown() {
  return <p>{`now ${useCycle()?.id ?? 'none'}`}</p>;
}

describe('the cycle of the top bar', () => {
  test('follows the address and, when chosen, is kept on this device', async () => {
    serve({ 'GET /api/cycles': { items: CYCLES } });
    localStorage.clear();
    const { unmount } = await renderAt(<CycleProvider><CycleSwitch /><Shown /></CycleProvider>, { at: '/ledger?cycle=c1' });
    await screen.findByText('now c1', {}, { timeout: 8_000 });
    fireEvent.change(screen.getByRole('combobox'), { target: { value: 'c2' } });
    await screen.findByText('now c2');
    await waitFor(() => expect(localStorage.getItem('shuping.cycle')).toBe('c2'));
    unmount();
  });

  test('is that of the meeting or report whose page is open', async () => {
    serve({ 'GET /api/cycles': { items: CYCLES } });
    localStorage.setItem('shuping.cycle', 'c2');
    const Meeting = () => {
      useCycleOfPage('c1');
      return <Shown />;
    };
    const { unmount } = await renderAt(<CycleProvider><CycleSwitch /><Meeting /></CycleProvider>, { at: '/meetings/m1/cockpit' });
    await screen.findByText('now c1', {}, { timeout: 8_000 });
    unmount();
  });

  test('chosen anew on such a page leads to the list that the page is in', () => {
    expect(['/meetings/m1', '/meetings/m1/cockpit', '/reports/r1', '/assessees/a1/input-pack', '/scoring/a1', '/nowhere'].map(listOf)).toEqual(['/meetings', '/cockpit', '/reports', '/surveys', '/scoring', '/home']);
  });
});
