import { describe, expect, test } from '@jest/globals';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { renderAt, serve } from '../../testing/render.tsx';
import { DebriefList } from './debrief-list.tsx';
import { catalogue } from './locales/zh-CN.ts';
import type { Debrief, Meeting } from './model.ts';
import { Observers, readObservers } from './observers.tsx';
import { PhaseLine } from './phase-line.tsx';
import { QuestionsDialog } from './questions-dialog.tsx';

const debrief = { assesseeId: 'a1', personName: '谈牧', orgName: '第七党支部', sector: 'village', mode: 'stage', questions: [], version: 3 } as unknown as Debrief;
const group = (id: string, text: string, sectors: string[]) => ({ id, title: { text }, sectors });
const meeting = { id: 'm1', version: 4, groups: [group('peers', '同级书记', ['village']), group('patients', '服务对象', ['clinic'])], agenda: [debrief], observers: [{ unit: '市委组织部', name: '苗秋实' }], may: { edit: true } } as unknown as Meeting;
const textOf = (label: string): HTMLInputElement => screen.getByLabelText(label);

describe('R-F2 questions from the floor', () => {
  test('two rows to begin with; rows without a question are not sent, and nobody is named', async () => {
    const seen = serve({ 'PATCH /api/meetings/m1/agenda/a1': {} });
    let closed = 0;
    await renderAt(<QuestionsDialog meeting={meeting} debrief={debrief} onClose={() => (closed += 1)} />, { words: catalogue });
    fireEvent.change(textOf('第 2 个问题'), { target: { value: '流动党员怎么联系' } });
    fireEvent.change(textOf('第 2 个问题的回答'), { target: { value: '每月通话一次' } });
    fireEvent.click(screen.getAllByRole('checkbox', { name: '抽签产生' })[1]!);
    fireEvent.change(textOf('第 1 个问题的回答'), { target: { value: '没有问题的回答' } });
    fireEvent.click(screen.getByText('保存提问'));
    await waitFor(() => expect(closed).toBe(1));
    expect(seen[0]!.headers.get('if-match')).toBe('"3"');
    expect(await seen[0]!.json()).toEqual({ questions: [{ group: '', question: '流动党员怎么联系', answer: '每月通话一次', drawn: true }] });
  });

  test('what was recorded is there to mend, ten at most, and only groups of the own sector are offered', async () => {
    serve({});
    const questions = Array.from({ length: 9 }, (_, n) => ({ group: 'peers', question: `问 ${n + 1}`, answer: '', drawn: false }));
    await renderAt(<QuestionsDialog meeting={meeting} debrief={{ ...debrief, questions }} onClose={() => undefined} />, { words: catalogue });
    expect(textOf('第 9 个问题').value).toBe('问 9');
    fireEvent.click(screen.getByText('再加一个'));
    expect(textOf('第 10 个问题').value).toBe('');
    expect(screen.queryByText('再加一个')).toBeNull();
    fireEvent.mouseDown(screen.getByLabelText('第 10 个提问人所属主体'));
    expect((await screen.findAllByText('同级书记')).length).toBeGreaterThan(0);
    expect(screen.queryByText('服务对象')).toBeNull();
  });
});

describe('R-F2 two who write down questions at once', () => {
  const asked = (question: string) => ({ group: '', question, answer: '', drawn: false });
  const stale = (questions: unknown[], version: number): Response => new Response(JSON.stringify({ code: 'request.version-stale', status: 409, current: { questions, version } }), { status: 409 });

  test('a clock that was stopped meanwhile is no reason to write them down again', async () => {
    const answers = [stale([], 4), {}];
    const seen = serve({ get 'PATCH /api/meetings/m1/agenda/a1'() { return answers.shift(); } });
    let closed = 0;
    await renderAt(<QuestionsDialog meeting={meeting} debrief={debrief} onClose={() => (closed += 1)} />, { words: catalogue });
    fireEvent.change(textOf('第 1 个问题'), { target: { value: '阵地怎么用起来' } });
    fireEvent.click(screen.getByText('保存提问'));
    await waitFor(() => expect(closed).toBe(1));
    expect(seen.map((one) => one.headers.get('if-match'))).toEqual(['"3"', '"4"']);
    expect(await seen[1]!.json()).toEqual({ questions: [asked('阵地怎么用起来')] });
  });

  test('what somebody else wrote down is shown, and one of the two is kept by choice', async () => {
    const answers: Record<string, unknown> = { 'PATCH /api/meetings/m1/agenda/a1': stale([asked('经费用在哪里')], 5) };
    const seen = serve(answers);
    await renderAt(<QuestionsDialog meeting={meeting} debrief={debrief} onClose={() => undefined} />, { words: catalogue });
    fireEvent.change(textOf('第 1 个问题'), { target: { value: '阵地怎么用起来' } });
    fireEvent.click(screen.getByText('保存提问'));
    expect(await screen.findByText('经费用在哪里')).toBeTruthy();
    expect(seen).toHaveLength(1);
    fireEvent.click(screen.getByText('换成这些'));
    expect(textOf('第 1 个问题').value).toBe('经费用在哪里');
    expect(screen.queryByText('换成这些')).toBeNull();
    answers['PATCH /api/meetings/m1/agenda/a1'] = {};
    fireEvent.click(screen.getByText('保存提问'));
    await waitFor(() => expect(seen).toHaveLength(2));
    expect(seen[1]!.headers.get('if-match')).toBe('"5"');
  });
});

describe('R-F2 comments of who presides', () => {
  const held = { ...meeting, phase: 'voting', minutes: 5, rounds: [], turnout: null, sealRoot: '', groups: [] } as unknown as Meeting;
  const heard = (may: Debrief['may'][string], comment: Debrief['comment']): Meeting => ({ ...held, agenda: [{ ...debrief, done: true, spokenSeconds: 240, minutes: 5, comment, may: { comment: may } }] });
  const shown = async (one: Meeting): Promise<string> => {
    serve({});
    await renderAt(<><PhaseLine meeting={one} rehearsals={undefined} /><DebriefList meeting={one} again={() => undefined} onComment={() => undefined} /></>, { words: catalogue });
    return document.body.textContent ?? '';
  };

  test('who may not read them is not told that there are none', async () => {
    const words = await shown(heard({ reason: 'permission.denied' }, null));
    expect(words).toContain('每人限 5 分钟');
    expect(words).not.toMatch(/点评 ?\d|问题 ?\d/);
  });

  test('who may is told how many', async () => {
    expect(await shown(heard({ reason: 'meeting.sealed' }, { speaker: '主持领导', problems: 2 }))).toMatch(/点评 1 \/ 1.*点评指出问题 2 条/);
  });
});

describe('R-F1 observers', () => {
  test('a line is unit and name, with whatever stands between them', () => {
    expect(readObservers('市委组织部 苗秋实\n 市纪委监委　 温 若谷\n县委办，阮今\n只有单位\n\n')).toEqual([{ unit: '市委组织部', name: '苗秋实' }, { unit: '市纪委监委', name: '温若谷' }, { unit: '县委办', name: '阮今' }]);
  });

  test('lines that cannot be read are told before saving; agenda and version go with the list', async () => {
    const seen = serve({ 'PUT /api/meetings/m1/agenda': meeting });
    await renderAt(<Observers meeting={meeting} again={() => undefined} />, { words: catalogue });
    expect(screen.queryByText(/^保存/)).toBeNull();
    fireEvent.change(textOf('列席人员'), { target: { value: '市委组织部 苗秋实\n阮今' } });
    expect(screen.getByRole('status').textContent).toContain('有 1 行没有写成“单位 姓名”');
    fireEvent.click(screen.getByText('保存 1 人'));
    await waitFor(() => expect(seen).toHaveLength(1));
    expect([seen[0]!.headers.get('If-Match'), await seen[0]!.json()]).toEqual(['"4"', { items: [{ assesseeId: 'a1', mode: 'stage' }], observers: [{ unit: '市委组织部', name: '苗秋实' }] }]);
  });

  test('who may not edit reads them', async () => {
    serve({});
    await renderAt(<Observers meeting={{ ...meeting, may: {} } as Meeting} again={() => undefined} />, { words: catalogue });
    expect(screen.getByText('市委组织部 苗秋实')).toBeTruthy();
    expect(screen.queryByLabelText('列席人员')).toBeNull();
  });
});
