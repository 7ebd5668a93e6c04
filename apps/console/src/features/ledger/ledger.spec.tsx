import type { ProblemOut, ProblemRow, RectificationOut, SpotDrawsOut } from '@shuping/contracts';
import { describe, expect, test } from '@jest/globals';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { CycleProvider } from '../../app/cycle.tsx';
import { renderAt, serve } from '../../testing/render.tsx';
import { ActBox } from './act-box.tsx';
import { HistoryList } from './history-list.tsx';
import { Page as LedgerPage } from './ledger-page.tsx';
import { Page as RatesPage } from './rates-page.tsx';
import { lightWords, offered } from './words.ts';
import { catalogue } from './locales/zh-CN.ts';

const SLOW = { timeout: 8_000 };
const CYCLE = { id: 'c1', title: '2026年度述职评议', year: 2026, period: '2026', periodEnd: '2026-12-31' };

const ROW: ProblemRow = {
  id: 'p1', cycleId: 'c1', assesseeId: 'a1', orgId: 'o1', orgName: '机电工程系第一党支部', personId: 'x', personName: '魏长林', number: 2, source: 'superior', title: '党务公开栏半年未更新', state: 'submitted', level: 'limited',
  deadline: '2026-11-11', light: 'overdue', lateDays: 11, daysLeft: null, proofs: 1, repeatOf: 'p0', reopened: 0, spot: null, commonId: null, version: 4, may: { verify: true, send_back: true, plan: { reason: 'problem.illegal-transition' } },
};
const ITEM: ProblemOut = {
  ...ROW, detail: '', cause: '没有定人', measure: '每月更新', owner: '魏长林', answerable: '顾怀瑾', foundOn: '2026-10-01', closedOn: null, closedBy: '', orgPath: '/a/', satisfaction: null, asksMembers: false, deadlines: { now: '2026-11-29', limited: '2026-12-22', long: '2027-05-21' },
  carriedFrom: null, carriedTo: null, repeats: { id: 'p0', cycleId: 'c0', title: '去年的公开栏', state: 'closed' }, common: null, members: [],
  history: [{ id: 'h1', number: 1, kind: 'found', text: 'x', byName: '', at: '2026-10-01T02:00:00Z', files: [] }, { id: 'h2', number: 2, kind: 'proof', text: '张贴了', byName: '魏长林', at: '2026-11-09T18:00:00Z', files: [{ id: 'f1', name: '照片.png' }] }],
};
const render = (node: Parameters<typeof renderAt>[0], at = '/ledger') => renderAt(node, { at, words: catalogue });

describe('R-I1, R-I2 ledger page', () => {
  test('lights are a shape with words', () => {
    expect(lightWords(ROW)).toEqual({ light: 'late', key: 'ledger.light.overdue', count: 11 });
    expect(lightWords({ ...ROW, light: 'soon', daysLeft: 0, lateDays: 0 }).key).toBe('ledger.light.today');
    expect(lightWords({ ...ROW, light: 'closed', state: 'carried' })).toMatchObject({ light: 'closed', key: 'ledger.state.carried' });
  });

  test('an act the reader never has is absent; one that lacks proof is shown shut', () => {
    expect([offered({ reason: 'permission.denied' }), offered({ reason: 'problem.illegal-transition' }), offered(undefined)]).toEqual([undefined, undefined, undefined]);
    expect(offered({ reason: 'problem.proof-required' })).toEqual({ reason: 'problem.proof-required' });
  });

  test('verification sends opinion and version; sending back wants a reason first', async () => {
    const seen = serve({ 'POST /api/problems/p1/verify': ITEM, 'POST /api/problems/p1/send-back': ITEM });
    await render(<ActBox item={ITEM} />);
    expect(screen.queryByText(catalogue['ledger.act.plan'] ?? '')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: /退\s*回/ }));
    expect(screen.getByRole('alert').textContent).toBe(catalogue['ledger.reasonLacks']);
    expect(seen).toHaveLength(0);
    fireEvent.change(screen.getByLabelText(catalogue['ledger.text.verify'] ?? ''), { target: { value: '属实' } });
    fireEvent.click(screen.getByText(catalogue['ledger.act.verify'] ?? ''));
    await waitFor(() => expect(seen).toHaveLength(1));
    expect(seen[0]!.headers.get('if-match')).toContain('4');
    expect(await seen[0]!.json()).toEqual({ text: '属实' });
  });

  test('R-I6 where members are asked, verification waits for both numbers; a drawn item is checked, and failing wants a reason', async () => {
    const seen = serve({ 'POST /api/problems/p1/verify': ITEM, 'POST /api/problems/p1/spot-check': ITEM });
    const { unmount } = await render(<ActBox item={{ ...ITEM, asksMembers: true }} />);
    fireEvent.click(screen.getByText(catalogue['ledger.act.verify'] ?? ''));
    expect(screen.getByRole('alert').textContent).toBe(catalogue['ledger.members.lacks']);
    expect(seen).toHaveLength(0);
    const [asked, satisfied] = screen.getAllByRole('spinbutton');
    fireEvent.change(asked!, { target: { value: '12' } });
    fireEvent.change(satisfied!, { target: { value: '11' } });
    fireEvent.click(screen.getByText(catalogue['ledger.act.verify'] ?? ''));
    await waitFor(() => expect(seen).toHaveLength(1));
    expect(await seen[0]!.json()).toEqual({ text: '', satisfaction: { asked: 12, satisfied: 11 } });
    unmount();
    await render(<ActBox item={{ ...ITEM, state: 'closed', spot: 'drawn', may: { check: true } }} />);
    fireEvent.click(screen.getByText(catalogue['ledger.act.failed'] ?? ''));
    expect(screen.getByRole('alert').textContent).toBe(catalogue['ledger.reasonLacks']);
    fireEvent.click(screen.getByText(catalogue['ledger.act.held'] ?? ''));
    await waitFor(() => expect(seen).toHaveLength(2));
    expect(await seen[1]!.json()).toEqual({ holds: true, text: '' });
  });

  test('history: days of the product zone, who or the system, files, and what comes next', async () => {
    await render(<HistoryList item={ITEM} />);
    expect(screen.getByText(/系统登记/)).toBeTruthy();
    expect(screen.getByText(/11月10日/)).toBeTruthy();
    expect(screen.getByText('照片.png').getAttribute('href')).toBe('/api/files/f1');
    expect(screen.getByText(catalogue['ledger.next.submitted'] ?? '')).toBeTruthy();
  });

  const COUNTS = { opened: 2, closed: 1, carried: 0, running: 0, soon: 0, overdue: 1, reopened: 0, repeated: 1, rate: { exact: '1/2', shown: '50.0' } };
  const RATES: RectificationOut = { cycleId: 'c1', total: COUNTS, units: [{ orgId: 'o1', orgName: ROW.orgName, ...COUNTS }], sources: [{ source: 'superior', count: 2 }], may: { create: { reason: 'permission.denied' }, carry: true, export: true } };
  const DRAW: SpotDrawsOut['items'][number] = { id: 'd1', sector: 'school', number: 1, seed: '4021', share: 0.2, pool: ['p1', 'p2'], drawn: ['p2'], waiting: 1, held: 0, failed: 0, byName: '顾怀瑾', at: '2026-12-01T02:00:00Z' };
  const SECOND: ProblemRow = { ...ROW, id: 'p2', title: '支委会记录缺两次', light: 'closed', state: 'closed', repeatOf: null, lateDays: 0 };
  const served = (items: readonly ProblemRow[]) => serve({
    'GET /api/cycles': { items: [CYCLE] }, 'GET /api/problems': { items, total: items.length }, 'GET /api/cycles/c1/rectification': RATES, 'GET /api/cycles/c1/spot-checks': { items: [DRAW], may: { draw: true } }, 'GET /api/problems/p1': ITEM, 'GET /api/problems/p2': { ...ITEM, ...SECOND },
  });

  test('the first item stands beside the list; J goes on; filters go to the server; acts not permitted are absent', async () => {
    const seen = served([ROW, SECOND]);
    await render(<CycleProvider><LedgerPage /></CycleProvider>, '/ledger?due=overdue');
    await screen.findByText('去年的公开栏', {}, SLOW);
    expect(seen.map((one) => new URL(one.url)).find((url) => url.pathname === '/api/problems')!.searchParams.toString()).toBe('cycleId=c1&due=overdue&limit=50');
    expect(screen.getAllByText('逾期 11 天')).toHaveLength(2);
    expect(screen.queryByText(catalogue['ledger.new.act'] ?? '')).toBeNull();
    expect(screen.getByText(catalogue['ledger.carry.act'] ?? '')).toBeTruthy();
    fireEvent.keyDown(window, { key: 'j' });
    await waitFor(() => expect(seen.some((one) => new URL(one.url).pathname === '/api/problems/p2')).toBe(true));
  });

  test('an empty list says why, with a way out when filters are the reason', async () => {
    served([]);
    const { unmount } = await render(<CycleProvider><LedgerPage /></CycleProvider>, '/ledger?source=self');
    await screen.findByText(catalogue['ledger.none.what'] ?? '', {}, SLOW);
    unmount();
    await render(<CycleProvider><LedgerPage /></CycleProvider>);
    await screen.findByText(catalogue['ledger.empty.what'] ?? '', {}, SLOW);
  });

  test('R-I7 closing rates: each figure leads to its items', async () => {
    served([]);
    await render(<CycleProvider><RatesPage /></CycleProvider>, '/ledger/rates');
    expect((await screen.findByText('50.0%', {}, SLOW)).closest('tr')!.querySelector('a.late')!.getAttribute('href')).toBe('/ledger?orgId=o1&due=overdue');
    expect((await screen.findByText('4021', {}, SLOW)).closest('tr')!.querySelector('a')!.getAttribute('href')).toBe('/ledger?spot=drawn');
    expect(screen.getByText(catalogue['ledger.spot.draw'] ?? '')).toBeTruthy();
  });
});
