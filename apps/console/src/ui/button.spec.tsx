import { describe, expect, test } from '@jest/globals';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderAt } from '../testing/render.tsx';
import { MayButton } from './button.tsx';

const words = { 'may.stage.closed': '审核阶段已结束' };

describe('MayButton', () => {
  test('is absent when the act is not offered', async () => {
    await renderAt(<MayButton may={undefined}>提交</MayButton>);
    expect(screen.queryByRole('button')).toBeNull();
  });

  test('acts when open', async () => {
    let clicks = 0;
    await renderAt(<MayButton may={true} onClick={() => (clicks += 1)}>提交</MayButton>);
    await userEvent.click(screen.getByRole('button'));
    expect(clicks).toBe(1);
  });

  test('when shut it tells the reason, does not act, and does not submit its form', async () => {
    let acts = 0;
    await renderAt(<form onSubmit={(e) => { e.preventDefault(); acts += 1; }}><MayButton may={{ reason: 'stage.closed' }} htmlType="submit" onClick={() => (acts += 1)}>提交</MayButton></form>, { words });
    const button = screen.getByRole('button');
    await userEvent.click(button);
    expect(acts).toBe(0);
    expect(button.getAttribute('aria-disabled')).toBe('true');
    expect(button.textContent).toContain('审核阶段已结束');
    await userEvent.hover(button);
    expect((await screen.findByRole('tooltip')).textContent).toBe('审核阶段已结束');
  });

  test('an unknown reason shows its code rather than nothing', async () => {
    await renderAt(<MayButton may={{ reason: 'new.code' }}>提交</MayButton>);
    expect(screen.getByRole('button').textContent).toContain('new.code');
  });
});
