import { describe, expect, test } from '@jest/globals';
import type { ReportOut } from '@shuping/contracts';
import { diffSentences } from '@shuping/report-checks';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { renderAt, serve } from '../../testing/render.tsx';
import { Desk } from './desk-page.tsx';
import { catalogue } from './locales/zh-CN.ts';
import { aReport } from './testing/a-report.ts';

const BEFORE = '对照职责有两个问题。\n一是调研不深。二是督促不严。';
const AFTER = '对照职责有两个问题。\n一是我全年只下去3次。二是督促不严。';
const report = (more: Partial<ReportOut> = {}): ReportOut =>
  aReport({
    state: 'vetting', mine: false, round: 2, currentVersion: 2, may: { sign: true, return: true, comment: true }, sections: [{ id: 'achievements', text: '我讲党课3次。' }, { id: 'problems', text: AFTER }],
    steps: [{ id: 's', title: { text: '初审' }, role: 'organiser', days: 3, state: 'now', due: '2026-12-17', mine: true, deputy: null, last: null }, { id: 't', title: { text: '书记审定' }, role: 'host_leader', days: 2, state: 'ahead', due: null, mine: false, deputy: null, last: null }],
    ...more,
  });
const parts = diffSentences(BEFORE, AFTER).map((part) => ({ kind: part.kind, text: part.text, start: part.kind === 'removed' ? null : part.start, end: part.kind === 'removed' ? null : part.end }));
const same = [{ kind: 'same' as const, text: '我讲党课3次。', start: 0, end: 7 }];
const changes = { since: 1, current: 2, places: 1, sections: [{ id: 'achievements', parts: same }, { id: 'problems', parts }] };
const measures = (words: number) => ({ words, achievements: 0, phrases: 0, figures: 0, problems: 0, measured: 0 });
const TABLE = {
  'GET /api/reports/r1/checks': { version: 3, words: 0, findings: [] }, 'GET /api/reports/r1/comments': { items: [] }, 'GET /api/reports': { items: [{ id: 'r1' }, { id: 'r2' }] },
  'GET /api/reports/r1/squeeze': { drafts: [{ number: 1, measures: measures(4126) }, { number: 2, measures: measures(3580) }], rounds: [{ from: 1, to: 2, step: null, change: measures(-546) }] }, 'GET /api/reports/r1/proposals': { items: [], may: {} },
};

describe('R-E3, R-E5 vetting desk', () => {
  test('says what changed since the last signature, folds the rest, and unfolds it', async () => {
    serve(TABLE);
    const { container } = await renderAt(<Desk report={report()} changes={changes} />, { words: catalogue });
    expect(await screen.findByText('你上次签的是第 1 稿，此后改了 1 处')).toBeTruthy();
    expect(container.querySelector('del')?.textContent).toBe('一是调研不深。');
    expect(container.querySelector('ins')?.textContent).toBe('一是我全年只下去3次。');
    expect(screen.queryByText('我讲党课3次。')).toBeNull();
    fireEvent.click(screen.getAllByText(/^未改动 1 段/)[0]!);
    expect(screen.getByText('我讲党课3次。')).toBeTruthy();
    await waitFor(() => expect(container.querySelector('.report-squeeze')?.textContent).toContain('3\u2009580'));
  });

  test('a selected passage is commented with its offsets in the present text', async () => {
    const seen = serve({ ...TABLE, 'POST /api/reports/r1/comments': {} });
    const { container } = await renderAt(<Desk report={report()} changes={changes} />, { words: catalogue });
    await screen.findByText('二是督促不严。');
    const leaf = [...container.querySelectorAll('[data-at]')].find((one) => one.textContent === '二是督促不严。')!;
    window.getSelection()!.setBaseAndExtent(leaf.firstChild!, 2, leaf.firstChild!, 6);
    fireEvent.mouseUp(leaf);
    const box = await screen.findByRole('textbox', { name: '写意见' });
    fireEvent.change(box, { target: { value: '请写事例' } });
    fireEvent.keyDown(box, { key: 'Enter', ctrlKey: true });
    await waitFor(() => expect(seen.some((request) => request.method === 'POST')).toBe(true));
    const post = seen.find((request) => request.method === 'POST')!;
    const body = (await post.json()) as { start: number; end: number };
    expect(AFTER.slice(body.start, body.end)).toBe('督促不严');
    expect(post.headers.get('idempotency-key')).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('Ctrl+Enter signs the version that was read', async () => {
    const seen = serve({ ...TABLE, 'POST /api/reports/r1/sign': report({ stepIndex: 1 }) });
    await renderAt(<Desk report={report()} changes={null} />, { words: catalogue });
    await screen.findByRole('button', { name: /签字，送书记审定/ });
    fireEvent.keyDown(document.body, { key: 'Enter', ctrlKey: true });
    await waitFor(() => expect(seen.find((request) => request.method === 'POST')?.headers.get('if-match')).toBe('"3"'));
  });

  test('returning asks for a reason; a shut step says why', async () => {
    const seen = serve({ ...TABLE, 'POST /api/reports/r1/return': report() });
    await renderAt(<Desk report={report({ may: { sign: { reason: 'report.not-your-step' }, return: true } })} changes={null} />, { words: catalogue });
    expect(await screen.findByText('现在不是你这一步')).toBeTruthy();
    fireEvent.keyDown(document.body, { key: 'Enter', ctrlKey: true });
    fireEvent.click(screen.getByRole('button', { name: '退回修改' }));
    const reason = await screen.findByRole('textbox', { name: '退回理由' });
    fireEvent.keyDown(reason, { key: 'Enter', ctrlKey: true });
    expect(seen.filter((request) => request.method === 'POST')).toHaveLength(0);
    fireEvent.change(reason, { target: { value: '请补事例' } });
    fireEvent.keyDown(reason, { key: 'Enter', ctrlKey: true });
    await waitFor(() => expect(seen.filter((request) => request.method === 'POST').map((request) => new URL(request.url).pathname)).toEqual(['/api/reports/r1/return']));
  });

  test('the step proposes new words for a passage, and sees what was proposed and answered', async () => {
    const item = { id: 'p1', sectionId: 'problems', place: { start: 0, end: 4 }, oldText: '对照职责', newText: '对照岗位职责', reason: '写全', step: { text: '初审' }, author: '沈砚秋', at: '2026-12-12T02:00:00Z', answer: '', answeredAt: null, version: 1 };
    const seen = serve({ ...TABLE, 'GET /api/reports/r1/proposals': { items: [{ ...item, state: 'open', may: { withdraw: true } }, { ...item, id: 'p2', place: null, state: 'refused', answer: '方案原文如此', may: {} }], may: {} }, 'POST /api/reports/r1/proposals': {} });
    const { container } = await renderAt(<Desk report={report({ may: { sign: { reason: 'report.proposals-open' }, return: true, comment: true, propose: true } })} changes={null} />, { words: catalogue });
    fireEvent.click(await screen.findByRole('tab', { name: /修改建议/ }));
    expect(await screen.findByText('不采纳：方案原文如此')).toBeTruthy();
    expect(screen.getByRole('button', { name: '收回' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: '采纳' })).toBeNull();
    const leaf = [...container.querySelectorAll('[data-at]')].find((one) => one.textContent?.includes('二是督促不严。'))!;
    const at = leaf.textContent!.indexOf('督促不严');
    window.getSelection()!.setBaseAndExtent(leaf.firstChild!, at, leaf.firstChild!, at + 4);
    fireEvent.mouseUp(leaf);
    fireEvent.change(await screen.findByRole('textbox', { name: '改后的文字' }), { target: { value: '一次也没有督办' } });
    fireEvent.click(screen.getByRole('button', { name: /提出/ }));
    await waitFor(() => expect(seen.some((request) => request.method === 'POST')).toBe(true));
    const body = (await seen.find((request) => request.method === 'POST')!.json()) as { start: number; end: number; newText: string };
    expect({ old: AFTER.slice(body.start, body.end), next: body.newText }).toEqual({ old: '督促不严', next: '一次也没有督办' });
  });

  test('a late step is passed to its deputy in one act', async () => {
    const seen = serve({ ...TABLE, 'POST /api/reports/r1/handover': report() });
    const late = report({ may: { handover: true } });
    await renderAt(<Desk report={{ ...late, steps: late.steps.map((step) => ({ ...step, deputy: step.state === 'now' ? { name: '顾怀瑾', role: null, since: null } : null })) }} changes={null} />, { words: catalogue });
    fireEvent.click(await screen.findByRole('button', { name: '转由副职审核' }));
    await waitFor(() => expect(seen.find((request) => request.method === 'POST')?.headers.get('if-match')).toBe('"3"'));
  });

  test('what each round pressed out opens from the chain', async () => {
    serve(TABLE);
    const { container } = await renderAt(<Desk report={report()} changes={null} />, { words: catalogue });
    await waitFor(() => expect(container.querySelector('button.report-squeeze')).not.toBeNull());
    fireEvent.click(container.querySelector('button.report-squeeze')!);
    expect(await screen.findByText('述职人自行撤回后')).toBeTruthy();
    expect(screen.getByText('−546')).toBeTruthy();
  });
});
