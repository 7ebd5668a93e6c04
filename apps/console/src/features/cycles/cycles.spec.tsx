import type { AssesseeRow, CycleOverview, ProposalOut, ScoresOut } from '@shuping/contracts';
import { describe, expect, test } from '@jest/globals';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { SignedIn } from '../../app/auth.tsx';
import { catalogue as common } from '../../i18n/locales/zh-CN.ts';
import { renderAt, serve } from '../../testing/render.tsx';
import { Toaster } from '../../ui/toaster.tsx';
import { candidatesOf, changesOf, heldOf, isSettled } from './candidates.ts';
import { Page as Confirm } from './confirm-page.tsx';
import { columnsOf, figureOf, tasksOf } from './grid.ts';
import { catalogue } from './locales/zh-CN.ts';
import { NewCycle } from './new-cycle.tsx';
import { GuardsBlock, MissingBlock } from './overview-blocks.tsx';
import { ScoreCell } from './score-cell.tsx';
import { StageActs } from './stage-acts.tsx';

const words = { ...catalogue, 'school.sector': '学校' };
const CYCLE = {
  id: 'c1', year: 2026, period: '2026', title: '2026年度述职评议考核', hostId: 'h1', hostName: '机电工程系党总支', stage: 'vetting', periodStart: '2026-01-01', periodEnd: '2026-12-31', publicityEnds: null, version: 5,
  may: { advance: { reason: 'cycle.guard' }, reopen: true, confirm: true }, previousCycleId: null, publicityFrom: null, schemes: [], rail: [], coverage: null, counts: null, entries: [],
  next: { stage: 'meeting', guards: [{ code: 'guard.reports-accepted', holds: false, params: { missing: 3 } }, { code: 'guard.meeting-planned', holds: true, params: {} }] },
} as unknown as CycleOverview;

describe('R-C2 overview', () => {
  test('what is missing comes first, in words with the place where it is done', async () => {
    await renderAt(<GuardsBlock cycle={CYCLE} />, { words });
    const lines = screen.getAllByRole('listitem').map((line) => line.textContent);
    expect(lines).toEqual([`3 份报告未签发${catalogue['cycles.go']}`, '述职评议会已安排']);
    expect(screen.getByRole('link').getAttribute('href')).toBe('/reports?view=list&cycle=c1');
  });

  test('R-C1 a missing person is named with the rule in words; an unexplained one leads to the list', async () => {
    const missing = [{ orgId: 'o1', orgName: '第三党支部', sector: 'school', personId: 'p1', personName: '钟离秋', code: 'coverage.short-tenure', params: { months: 2, needed: 6, from: '2026-10-20' }, reasonCode: '', reason: '', explained: false }];
    await renderAt(<MissingBlock cycle={CYCLE} missing={missing} />, { words });
    expect(screen.getByText('任职 2 个月，不满方案规定的 6 个月，不定等。')).toBeTruthy();
    expect(screen.getByText(catalogue['cycles.explain'] ?? '').getAttribute('href')).toBe('/cycles/c1/assessees');
  });

  test('a shut stage sends nothing; an open one sends the version after its consequences were read', async () => {
    const seen = serve({ 'POST /api/cycles/c1/advance': { stage: 'meeting', version: 6, publicityEnds: null } });
    const { unmount } = await renderAt(<StageActs cycle={CYCLE} />, { words });
    fireEvent.click(screen.getByText(/进入“述职评议”/));
    expect(screen.queryByRole('dialog')).toBeNull();
    unmount();
    await renderAt(<StageActs cycle={{ ...CYCLE, may: { ...CYCLE.may, advance: true } }} />, { words });
    fireEvent.click(screen.getByText(/进入“述职评议”/));
    expect(await screen.findByText(catalogue['cycles.effect.meeting'] ?? '')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: /^进\s*入$/ }));
    await waitFor(() => expect(seen).toHaveLength(1));
    expect(seen[0]!.headers.get('if-match')).toContain('5');
  });
});

describe('R-C1 confirmation', () => {
  const proposal = {
    proposed: [{ orgId: 'o1', orgName: '第一党支部', sector: 'school', personId: 'p1', personName: '甲', appointmentId: 'a1', post: '党支部书记', from: '2020-01-01' }],
    missing: [{ orgId: 'o2', orgName: '第二党支部', sector: 'school', personId: null, personName: null, code: 'coverage.vacant', params: {} }],
  } as ProposalOut;

  test('at first the rules propose; a vacancy explains itself, a removed holder needs words', () => {
    const rows = candidatesOf(proposal, [], []);
    expect(rows.map((row) => [row.orgId, row.included, isSettled(row)])).toEqual([['o1', true, true], ['o2', false, true]]);
    const removed = { ...rows[0]!, included: false, reasonCode: 'coverage.other', reason: ' ' };
    expect(isSettled(removed)).toBe(false);
    expect(changesOf([removed, rows[1]!], new Map())).toEqual({ include: [], exclude: [{ orgId: 'o2', personId: null, reasonCode: 'coverage.vacant', reason: '' }], remove: [] });
  });

  test('what was confirmed stands, also for a second holder whom the rules do not propose', () => {
    const second = { orgId: 'o1', orgName: '第一党支部', sector: 'school', personId: 'p9', personName: '乙', appointmentId: 'a9' } as AssesseeRow;
    const rows = candidatesOf(proposal, [second], []);
    expect(rows.filter((row) => row.included).map((row) => row.personId)).toEqual(['p9']);
    expect(rows.find((row) => row.personId === 'p1')?.included).toBe(false);
  });
});

describe('R-C1 450 people', () => {
  const people = Array.from({ length: 450 }, (_, n) => ({ orgId: `o${n}`, orgName: `第${n}党支部`, sector: 'school', personId: `p${n}`, personName: `书记${n}`, appointmentId: `a${n}`, post: '党支部书记' }));
  const pages = (seen: Request[]) => (async (input: RequestInfo | URL, init?: RequestInit) => {
    const url = new URL(String(input), 'http://test');
    const { signal: _signal, ...rest } = init ?? {};
    seen.push(new Request(url, rest));
    const from = Number(url.searchParams.get('after') ?? 0);
    const next = from + 200 < people.length ? String(from + 200) : undefined;
    const answers: Record<string, unknown> = {
      'GET ': CYCLE, 'POST propose': { proposed: people.map((one) => ({ ...one, from: '2020-01-01' })), missing: [] },
      'GET assessees': { items: people.slice(from, from + 200), next }, 'PATCH assessees': { unexplained: 0 },
    };
    return new Response(JSON.stringify(answers[`${init?.method ?? 'GET'} ${url.pathname.split('/').pop() ?? ''}`]), { status: 200 });
  });

  test('all are on the page and only the one who was changed is sent', async () => {
    const seen: Request[] = [];
    globalThis.fetch = pages(seen);
    await renderAt(<Confirm />, { words, at: '/cycles/c1/assessees' });
    fireEvent.click(await screen.findByLabelText('纳入 书记449'));
    expect(document.querySelectorAll('tbody tr')).toHaveLength(450);
    fireEvent.change(screen.getByPlaceholderText(catalogue['cycles.confirm.words'] ?? ''), { target: { value: '挂职在外' } });
    fireEvent.click(screen.getByText(catalogue['cycles.confirm.save'] ?? ''));
    await waitFor(() => expect(seen.some((one) => one.method === 'PATCH')).toBe(true));
    expect(await seen.find((one) => one.method === 'PATCH')!.json()).toEqual({ include: [], exclude: [{ orgId: 'o449', personId: 'p449', reasonCode: 'coverage.other', reason: '挂职在外' }], remove: [] });
  });

  test('a decision that is taken back is sent as such', () => {
    const start = candidatesOf({ proposed: [], missing: [] }, people.slice(0, 2) as unknown as AssesseeRow[], []);
    const held = heldOf(start, people.slice(0, 2) as unknown as AssesseeRow[], []);
    expect(changesOf(start, held)).toEqual({ include: [], exclude: [], remove: [] });
    expect(changesOf([{ ...start[0]!, included: false, reasonCode: 'coverage.other' }, start[1]!], held)).toEqual({ include: [], exclude: [], remove: [{ orgId: 'o0', personId: 'p0' }] });
  });
});

describe('R-D2 score grid', () => {
  const node = { id: 'research', sector: 'school', kind: 'officer_input', title: { text: '调研' }, owner: 'research_group', min: 0, max: 100, evidence: 'required', items: [], tasks: null, may: { edit: true } } as ScoresOut['nodes'][number];
  const row = { assesseeId: 'x1', orgName: '第一党支部', orgPath: '/a/', personName: '甲', sector: 'school', cells: {}, events: [], may: { edit: true } } as ScoresOut['rows'][number];

  test('figures are read as typed, with full-width digits, within bounds only', () => {
    const bounds = { min: 0, max: 100 };
    expect([figureOf(' 91.5 ', bounds), figureOf('９１．５', bounds), figureOf('', bounds), figureOf('100.5', bounds), figureOf('9e1', bounds)]).toEqual(['91.5', '91.5', '', null, null]);
    const sheet = { ...node, id: 'routine', kind: 'indicator_sheet', items: [{ id: 'i1', title: { text: '组织生活' }, owner: 'organiser', as: 'deduction', min: 0, max: 25, step: null, ends: false, choices: [], may: { edit: true } }] } as ScoresOut['nodes'][number];
    expect(columnsOf([node, sheet], 'school', '').map((column) => [column.key, column.max])).toEqual([['research', 100], ['routine/i1', 25]]);
    expect([figureOf('0.3', { min: 0, max: 4, step: 0.1 }), figureOf('0.35', { min: 0, max: 4, step: 0.1 }), figureOf('20', { min: 0, max: 25, ends: true }), figureOf('25', { min: 0, max: 25, ends: true })]).toEqual(['0.3', null, null, '25']);
  });

  test('R31 tasks stand in their order, and having none is not having entered none', () => {
    const cell = (value: string, note = '') => ({ value, note, files: [], by: '', source: null, version: 1 });
    const given = { ...row, cells: { 'tasks/t10': cell('0', '换届'), 'tasks/t2': cell('a', '整顿'), 'tasks-2/t1': cell('b') } };
    expect(tasksOf(given, 'tasks')).toEqual({ tasks: [{ item: 't2', title: '整顿', mark: 'a', version: 1 }, { item: 't10', title: '换届', mark: '0', version: 1 }], none: null, next: 't11' });
    expect(tasksOf({ ...row, cells: { 'tasks/none': cell('0') } }, 'tasks')).toEqual({ tasks: [], none: { version: 1 }, next: 't1' });
  });

  test('leaving a cell keeps it with its version; a figure that needs proof asks for it; a wrong one is said', async () => {
    const seen = serve({ 'PUT /api/assessees/x1/scores': { cell: null } });
    const asked: string[] = [];
    const column = columnsOf([node], 'school', '')[0]!;
    const proven = { ...row, cells: { research: { value: '90', note: '', files: ['f1'], by: '调研组', source: null, version: 3 } } };
    const { unmount } = await renderAt(<ScoreCell cycleId="c1" row={proven} column={column} name="甲 调研" onProof={(value) => asked.push(value)} />, { words });
    const input = screen.getByLabelText('甲 调研');
    fireEvent.change(input, { target: { value: '101' } });
    fireEvent.blur(input);
    expect(screen.getByRole('alert').textContent).toBe('应在 0 到 100 之间');
    fireEvent.change(input, { target: { value: '92' } });
    fireEvent.blur(input);
    await waitFor(() => expect(seen).toHaveLength(1));
    expect(await seen[0]!.json()).toEqual({ node: 'research', item: '', value: '92', note: '', files: ['f1'], version: 3 });
    unmount();
    await renderAt(<ScoreCell cycleId="c1" row={row} column={column} name="甲 调研" onProof={(value) => asked.push(value)} />, { words });
    fireEvent.change(screen.getByLabelText('甲 调研'), { target: { value: '88' } });
    fireEvent.blur(screen.getByLabelText('甲 调研'));
    expect([asked, seen.length]).toEqual([['88'], 1]);
  });

  test('R-C1 a score that was taken over leads to its cycle and is not typed', async () => {
    const taken = { ...row, cells: { research: { value: '86.60', note: '2026年第一季度述职评议', files: [], by: '机电工程系党总支', source: 'q1', version: 1 } } };
    await renderAt(<ScoreCell cycleId="c1" row={taken} column={columnsOf([node], 'school', '')[0]!} name="甲 调研" onProof={() => undefined} />, { words });
    expect(screen.queryByLabelText('甲 调研')).toBeNull();
    const link = screen.getByText('86.60');
    expect([link.getAttribute('href'), link.title]).toEqual(['/cycles/q1', '得分由“2026年第一季度述职评议”转入，不能手工修改']);
  });
});

describe('R-C1 a new cycle on a bad day', () => {
  const me = { account: { mustChangePassword: false, secondFactor: 'off' }, can: [], today: '2026-03-02', homeOrg: { id: 'h1', name: '机电工程系党总支' } };

  test('what went wrong is said each time, the dialog stays as it was filled in, and the same act is sent again until it is done', async () => {
    const answers: (() => Promise<Response>)[] = [
      () => Promise.resolve(new Response(JSON.stringify({ code: 'unavailable' }), { status: 503 })),
      () => Promise.resolve(new Response('', { status: 500 })),
      () => Promise.reject(new TypeError('Failed to fetch')),
      () => Promise.resolve(new Response(JSON.stringify({ code: 'request.idempotency-in-progress' }), { status: 409 })),
      () => Promise.resolve(new Response(JSON.stringify({ id: 'c9' }), { status: 201 })),
    ];
    const keys: (string | null)[] = [];
    globalThis.fetch = (input, init) => {
      const path = new URL(String(input), 'http://test').pathname;
      if (path === '/api/cycles' && init?.method === 'POST') {
        keys.push(new Headers(init.headers).get('idempotency-key'));
        return answers[keys.length - 1]!();
      }
      return Promise.resolve(new Response(JSON.stringify(path === '/api/me' ? me : { items: [] }), { status: 200 }));
    };
    await renderAt(<SignedIn path="/cycles"><NewCycle onClose={() => undefined} /><Toaster /></SignedIn>, { words });
    fireEvent.change(await screen.findByPlaceholderText(/2026/), { target: { value: '年度考核' } });
    const ok = screen.getByRole('button', { name: catalogue['cycles.new.ok']! });
    for (const code of ['unavailable', 'internal', 'network.away', 'request.idempotency-in-progress']) {
      fireEvent.click(ok);
      expect((await screen.findByText(common[`errors.${code}`]!)).closest('[role="alert"]')).toBeTruthy();
      await waitFor(() => expect(ok.className).not.toContain('loading'));
      expect(screen.getByDisplayValue('年度考核')).toBeTruthy();
    }
    fireEvent.click(ok);
    await waitFor(() => expect(keys).toHaveLength(5));
    expect([new Set(keys).size, typeof keys[0]]).toEqual([1, 'string']);
  });
});
