import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { renderAt, serve } from '../../testing/render.tsx';
import { catalogue } from './locales/zh-CN.ts';
import { aReport } from './testing/a-report.ts';

const kept = new Map<string, unknown>();
jest.unstable_mockModule('idb-keyval', () => ({ get: async (key: string) => kept.get(key), set: async (key: string, value: unknown) => void kept.set(key, value), del: async (key: string) => void kept.delete(key) }));
const { Editor } = await import('./editor.tsx');

const TABLE = { 'GET /api/reports/r1/checks': { version: 3, words: 0, findings: [] }, 'GET /api/reports/r1/comments': { items: [] } };
beforeEach(() => kept.clear());

describe('R-E1, R-E2 report editor', () => {
  test('text is on this machine at once and on the server on blur; the count follows', async () => {
    const seen = serve({ ...TABLE, 'PUT /api/reports/r1': { version: 4, words: 20 } });
    await renderAt(<Editor report={aReport()} onReload={() => undefined} />, { words: catalogue });
    const field = await screen.findByRole('textbox', { name: '原因' });
    fireEvent.change(field, { target: { value: '学习不够。' } });
    await waitFor(() => expect(kept.get('draft:report:r1')).toMatchObject({ version: 3 }));
    fireEvent.blur(field);
    await waitFor(() => expect(screen.getByText(/已保存/)).toBeTruthy());
    const put = seen.find((request) => request.method === 'PUT')!;
    expect(put.headers.get('if-match')).toBe('"3"');
    expect(await put.json()).toMatchObject({ sections: expect.arrayContaining([{ id: 'causes', text: '学习不够。' }, { id: 'achievements', text: '我讲党课3次。' }]) });
    expect(kept.size).toBe(0);
  });

  test('findings appear while writing, are numbered in text and list, and lead to the sentence', async () => {
    serve({ ...TABLE, 'PUT /api/reports/r1': { version: 4, words: 20 } });
    const { container } = await renderAt(<Editor report={aReport()} onReload={() => undefined} />, { words: catalogue });
    const field = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: '措施' });
    fireEvent.change(field, { target: { value: '我来督促。电话13812345678。' } });
    const item = (await screen.findByText('个人信息')).closest('li')!;
    expect(within(item).getByText('须改')).toBeTruthy();
    expect([...container.querySelectorAll('.report-mark')].map((mark) => mark.textContent)).toEqual(['电话13812345678。']);
    fireEvent.click(within(item).getByRole('button'));
    expect(document.activeElement).toBe(field);
    expect(field.value.slice(field.selectionStart, field.selectionEnd)).toBe('电话13812345678。');
  });

  test('a refused submission says how many places must change', async () => {
    const refused = new Response(JSON.stringify({ code: 'report.blocked', issues: [{ code: 'section-empty', at: 'sections/causes' }, { code: 'over-limit' }] }), { status: 422 });
    serve({ ...TABLE, 'POST /api/reports/r1/submit': refused });
    await renderAt(<Editor report={aReport()} onReload={() => { throw new Error('not submitted'); }} />, { words: catalogue });
    fireEvent.click(await screen.findByRole('button', { name: '提交审核' }));
    expect(await screen.findByText('还有 2 处须改，改好再提交')).toBeTruthy();
  });

  test('a returned report shows who returned it, why, and the comments beside the text', async () => {
    const last = { act: 'return' as const, round: 1, version: 1, by: '顾怀瑾', at: '2026-12-12T01:00:00.000Z', note: '请补事例' };
    const comment = { id: 'k1', sectionId: 'problems', quote: '调研不深', place: { start: 2, end: 6 }, text: '差在哪', author: '顾怀瑾', at: '2026-12-12T01:00:00.000Z', resolved: false, reply: '', version: 1, may: { reply: true, resolve: true } };
    serve({ ...TABLE, 'GET /api/reports/r1/comments': { items: [comment, { ...comment, id: 'k2', text: '旧话', place: null }] } });
    const { container } = await renderAt(<Editor report={aReport({ state: 'returned', round: 1, steps: [{ id: 's', title: { text: '初审' }, role: 'organiser', days: 3, state: 'ahead', due: null, mine: false, deputy: null, last }] })} onReload={() => undefined} />, { words: catalogue });
    expect((await screen.findByText('顾怀瑾 退回了这份报告。')).closest('.banner')?.textContent).toContain('请补事例');
    expect(await screen.findByText('差在哪')).toBeTruthy();
    expect(container.querySelector('.report-mark.comment')?.textContent).toBe('调研不深');
    expect(screen.getByText('原句已删改，找不到原处')).toBeTruthy();
  });

  test('the author answers proposals one by one with a reason, or all at once; what was typed is saved first', async () => {
    const item = { sectionId: 'problems', reason: '', step: { text: '副部长' }, author: '顾怀瑾', at: '2026-12-12T01:00:00.000Z', answer: '', answeredAt: null, version: 1, may: {}, state: 'open' };
    const items = [{ ...item, id: 'p1', place: { start: 2, end: 6 }, oldText: '调研不深', newText: '全年只到村 3 次' }, { ...item, id: 'p2', place: { start: 9, end: 13 }, oldText: '督促不严', newText: '' }, { ...item, id: 'p3', place: null, oldText: '旧话', newText: '新话', state: 'outdated' }];
    const seen = serve({ ...TABLE, 'GET /api/reports/r1/comments': { items: [] }, 'GET /api/reports/r1/proposals': { items, may: { answer: true } }, 'POST /api/reports/r1/proposal-answers': aReport() });
    let reloads = 0;
    await renderAt(<Editor report={aReport({ state: 'returned', round: 1 })} onReload={() => void (reloads += 1)} />, { words: catalogue });
    expect(await screen.findByText('原文已经改动，这条建议不能直接采纳；需要的话请自己改。')).toBeTruthy();
    expect(screen.getAllByRole('button', { name: '采纳' })).toHaveLength(2);
    fireEvent.click(screen.getAllByRole('button', { name: '不采纳' })[0]!);
    fireEvent.change(await screen.findByRole('textbox', { name: '不采纳的理由' }), { target: { value: '情况不是这样' } });
    fireEvent.click(screen.getAllByRole('button', { name: '不采纳' })[0]!);
    const posts = () => seen.filter((request) => request.method === 'POST');
    await waitFor(() => expect(posts()).toHaveLength(1));
    expect(await posts()[0]!.clone().json()).toEqual({ answers: [{ id: 'p1', accept: false, reason: '情况不是这样' }] });
    fireEvent.click(screen.getByRole('button', { name: '全部采纳' }));
    await waitFor(() => expect(posts()).toHaveLength(2));
    expect(await posts()[1]!.clone().json()).toEqual({ answers: [{ id: 'p1', accept: true }, { id: 'p2', accept: true }] });
    expect(posts()[1]!.headers.get('if-match')).toBe('"3"');
    await waitFor(() => expect(reloads).toBe(2));
  });
});
