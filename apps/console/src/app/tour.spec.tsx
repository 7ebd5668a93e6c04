import { beforeEach, describe, expect, test } from '@jest/globals';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { renderAt, serve } from '../testing/render.tsx';
import { SignedIn } from './auth.tsx';
import { placeOf, reached, stopsFor, tourFor } from './tour-steps.ts';
import { useTour } from './use-tour.tsx';

const can = (...list: readonly (readonly [string, string])[]) => list.map(([action, subject]) => ({ subject, actions: [action] }));
const OFFICE = can(['create', 'Cycle'], ['sign', 'VettingStep'], ['submit', 'Report']);
const ME = { account: { id: 'a1', login: 'ban', name: '沈砚秋', mustChangePassword: false, secondFactor: 'off' }, personId: null, homeOrg: null, grants: [], can: OFFICE, today: '2026-11-23', now: '2026-11-23T01:00:00Z', demo: true };

function Host() {
  const tour = useTour('/home');
  return <><div className="top">{tour.help}</div>{tour.offer}<p>the workbench</p>{tour.running}</>;
}
const open = async (): Promise<() => void> => {
  serve({ 'GET /api/me': ME, 'GET /api/locales/zh-CN': {} });
  const { unmount } = await renderAt(<SignedIn path="/home"><Host /></SignedIn>, { at: '/home' });
  await screen.findByText('the workbench', {}, { timeout: 8_000 });
  return unmount;
};

describe('the tour of the workbench', () => {
  beforeEach(() => localStorage.clear());

  test('tells each role its own five steps', () => {
    expect([OFFICE, can(['submit', 'Report']), can(['sign', 'VettingStep']), can(['read', 'Audit'])].map(tourFor)).toEqual(['office', 'secretary', 'vetter', 'other']);
    const ids = (['office', 'secretary', 'vetter', 'other'] as const).map((whom) => stopsFor(whom).map((stop) => stop.id));
    for (const list of ids) expect([list.length, new Set(list).size, list[0], list[4]]).toEqual([5, 5, 'todos', 'help']);
    expect(new Set(ids.map((list) => list.join())).size).toBe(4);
  });

  test('points at the first place that takes up room', () => {
    const sized = (html: string, width: number): HTMLElement => {
      const made = Object.assign(document.createElement('div'), { innerHTML: html }).firstElementChild as HTMLElement;
      made.getBoundingClientRect = () => ({ width, height: width }) as DOMRect;
      return made;
    };
    const page = document.createElement('div');
    const hidden = sized('<i class="a"></i>', 0);
    const seen = sized('<i class="b"></i>', 20);
    page.append(hidden, seen);
    expect(placeOf({ id: 'x', at: ['.none', '.a', '.b'] }, page)).toBe(seen);
    expect(placeOf({ id: 'x', at: ['.a'] }, page)).toBeNull();
  });

  test('is offered once, can be refused, and is called again from the help menu', async () => {
    let leave = await open();
    fireEvent.click(screen.getByRole('button', { name: '不用了' }));
    expect(screen.queryByText(/第一次来/)).toBeNull();
    leave();
    leave = await open();
    expect(screen.queryByText(/第一次来/)).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: '帮助' }));
    fireEvent.click(await screen.findByText('五步导览'));
    expect(await screen.findByText('先看这里：轮到您办的事', {}, { timeout: 8_000 })).toBeTruthy();
    leave();
  });

  test('goes by arrow keys, is left by Esc, and goes on from the step where it was left', async () => {
    let leave = await open();
    fireEvent.click(screen.getByRole('button', { name: '看一遍' }));
    await screen.findByText('先看这里：轮到您办的事', {}, { timeout: 8_000 });
    await waitFor(() => expect(document.activeElement?.id).toBe('tour-next'));
    fireEvent.keyDown(window, { key: 'ArrowRight' });
    expect(await screen.findByText('一年走到哪一步')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: '下一步' }));
    expect(await screen.findByText('3 / 5')).toBeTruthy();
    fireEvent.keyDown(window, { key: 'ArrowLeft' });
    expect(await screen.findByText('2 / 5')).toBeTruthy();
    fireEvent.keyDown(window, { key: 'Escape' });
    await waitFor(() => expect(screen.queryByText('2 / 5')).toBeNull());
    expect(reached('a1')).toBe(1);
    leave();
    leave = await open();
    fireEvent.click(screen.getByRole('button', { name: '帮助' }));
    fireEvent.click(await screen.findByText('接着看导览（第 2 步）'));
    expect(await screen.findByText('2 / 5', {}, { timeout: 8_000 })).toBeTruthy();
    for (const stop of ['3 / 5', '4 / 5', '5 / 5']) {
      fireEvent.click(screen.getByRole('button', { name: '下一步' }));
      await screen.findByText(stop);
    }
    fireEvent.click(screen.getByRole('button', { name: '看完了' }));
    await waitFor(() => expect(screen.queryByText('5 / 5')).toBeNull());
    expect(reached('a1')).toBe(5);
    leave();
  });
});
