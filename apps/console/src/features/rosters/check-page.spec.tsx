import { describe, expect, test } from '@jest/globals';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { renderAt, serve } from '../../testing/render.tsx';
import { Page } from './check-page.tsx';
import { catalogue } from './locales/zh-CN.ts';

const ID = '5d0e9d4e-0000-4000-8000-000000000001';
const roster = (more: object = {}) => ({
  id: ID, orgId: ID, orgName: '机电工程系党总支', fileName: '花名册.xlsx', sheet: '花名册', headerRow: 4, columns: [{ key: 'unit', letters: 'B', header: '单位' }], extra: [{ letters: 'H', header: '备注' }], notStored: [{ letters: 'G', header: '身份证号' }],
  skipped: [{ row: 30, text: '填表人' }], counts: { new: 2, changed: 1, same: 4, bad: 1 }, state: 'checked', jobId: null, createdAt: '2026-01-08T00:00:00.000Z', importedAt: null, version: 1, ...more,
});
const row = { row: 7, unit: '本科生第九支部', name: '敖临川', post: '宣传委员', from: null, staffNumber: '', status: 'bad', notices: [], problems: [{ code: 'cell.not-day', at: 'E7', params: { row: 7, column: '任职时间', value: '2024年9月' } }] };

async function open(answers: Record<string, unknown>) {
  const seen = serve(answers);
  await renderAt(<Page />, { at: `/rosters/${ID}`, words: catalogue });
  return seen;
}

// the page reads its id from the path; without a matched route the id is empty
const AT = '/api/rosters/';

describe('R-A3 checking a roster in the console', () => {
  test('each wrong row says which cell and why; only the right rows are offered for import', async () => {
    const seen = await open({ [`GET ${AT}`]: roster(), [`GET ${AT}${ID}/rows`]: { items: [row] }, [`POST ${AT}${ID}/commit`]: { jobId: ID } });
    expect(await screen.findByText(/E7 “任职时间”不是完整日期：2024年9月/, {}, { timeout: 8_000 })).toBeTruthy();
    expect(screen.getByText(/G 身份证号：看过即弃/)).toBeTruthy();
    expect(screen.getByRole('link', { name: /下载 1 行有误的表/ }).getAttribute('href')).toBe(`${AT}${ID}/errors.xlsx?lang=zh-CN`);
    fireEvent.click(screen.getByRole('button', { name: /只导入正确的 3 行/ }));
    await waitFor(() => expect(seen.some((request) => request.method === 'POST' && request.url.endsWith('/commit') && request.headers.get('idempotency-key') !== null)).toBe(true));
  });

  test('nothing to import, and a failed import that left nothing behind', async () => {
    await open({ [`GET ${AT}`]: roster({ counts: { new: 0, changed: 0, same: 4, bad: 0 } }), [`GET ${AT}${ID}/rows`]: { items: [] } });
    expect(await screen.findByText('没有需要导入的行', {}, { timeout: 8_000 })).toBeTruthy();
    expect(screen.queryByRole('button', { name: /导入 \d+ 行/ })).toBeNull();
  });

  test('a failed import says so and can be started again', async () => {
    await open({ [`GET ${AT}`]: roster({ state: 'importing', jobId: ID }), [`GET ${AT}${ID}/rows`]: { items: [] }, [`GET /api/jobs/${ID}`]: { id: ID, state: 'failed', code: 'job.failed', progress: 0, done: 0, total: 3, params: null, may: {} } });
    expect(await screen.findByText(/一行也没有写入/, {}, { timeout: 8_000 })).toBeTruthy();
    expect(screen.getByRole('button', { name: '重新导入' })).toBeTruthy();
  });

  test('a foreign import looks like one that is not there', async () => {
    await open({ [`GET ${AT}`]: new Response(JSON.stringify({ code: 'roster.not-found', traceId: 't' }), { status: 404 }) });
    expect(await screen.findByRole('alert')).toBeTruthy();
  });
});
