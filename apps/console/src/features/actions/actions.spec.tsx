import { describe, expect, test } from '@jest/globals';
import type { ActionOut } from '@shuping/contracts';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { renderAt, serve } from '../../testing/render.tsx';
import { catalogue } from './locales/zh-CN.ts';
import { Talk } from './talk.tsx';

const action = { id: 'a1', version: 3, action: 'talk', state: 'open', personName: '谈牧', gradeTitle: { text: '一般' }, title: { text: '约谈' }, talk: null, may: { done: true } } as unknown as ActionOut;
const save = (): HTMLButtonElement => screen.getByText('保存谈话记录').closest('button')!;
const fill = (label: string, value: string): boolean => fireEvent.change(screen.getByLabelText(label), { target: { value } });

describe('R-H2 the record of a talk', () => {
  test('says what is still missing, and a day to come is refused before it is sent', async () => {
    const seen = serve({ 'GET /api/me': { today: '2026-12-31' }, 'POST /api/actions/a1/talk': {} });
    let closed = 0;
    await renderAt(<Talk action={action} close={() => (closed += 1)} />, { words: catalogue });
    expect(screen.getByRole('status').textContent).toBe('还没有填：谈话人、谈话地点、谈话要点');
    fill('谈话人', '翁佩兰');
    fill('谈话地点', '部小会议室');
    fill('谈话要点', '指出问题。');
    expect([screen.getByRole('status').textContent, save().disabled]).toEqual(['', false]);
    fill('谈话时间', '2099-01-01');
    expect([screen.getByRole('status').textContent, save().disabled]).toEqual(['谈话时间不能晚于今天', true]);
    fill('谈话时间', '2020-01-02');
    fireEvent.click(save());
    await waitFor(() => expect(closed).toBe(1));
    expect(await seen.at(-1)!.json()).toMatchObject({ on: '2020-01-02', talker: '翁佩兰', place: '部小会议室', points: '指出问题。' });
  });
});
