import { describe, expect, test } from '@jest/globals';
import { useRouterState } from '@tanstack/react-router';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { renderAt, serve } from '../../testing/render.tsx';
import { catalogue } from './locales/zh-CN.ts';
import { Page as Login } from './login-page.tsx';
import { Page as Security } from './security-page.tsx';

const problem = (code: string, status: number) => new Response(JSON.stringify({ code, status }), { status });

function Place() {
  return <p>{useRouterState({ select: (state) => `at ${state.location.href}` })}</p>;
}

describe('SEC-S1 where the login leads', () => {
  test.each([
    ['/reports/7?tab=checks', '/reports/7?tab=checks'], ['', '/home'],
    ['/login', '/home'], ['/login?to=%2Flogin', '/home'], ['https://elsewhere.example/', '/home'], ['//elsewhere.example/', '/home'], ['/\\elsewhere.example/', '/home'],
  ])('from “%s” it leads to %s', async (to, place) => {
    serve({ 'GET /api/demo/logins': problem('demo.not-a-demo', 404), 'POST /api/session': '' });
    await renderAt(<><Place /><Login /></>, { at: `/login?${new URLSearchParams(to ? { to } : {}).toString()}`, words: catalogue });
    fireEvent.change(await screen.findByLabelText('账号'), { target: { value: 'shen' } });
    fireEvent.change(screen.getByLabelText('密码'), { target: { value: 'qingshan-luting' } });
    fireEvent.click(screen.getByRole('button', { name: /登\s*录/ }));
    expect(await screen.findByText(`at ${place}`)).toBeTruthy();
  });
});

describe('R-K2 two steps', () => {
  test('a login with a second factor is asked for a code after the password, and a wrong one can be typed again', async () => {
    const seen = serve({ 'GET /api/demo/logins': problem('demo.not-a-demo', 404), 'POST /api/session': problem('account.code-required', 401) });
    await renderAt(<Login />, { words: catalogue });
    fireEvent.change(await screen.findByLabelText('账号'), { target: { value: 'shen' } });
    fireEvent.change(screen.getByLabelText('密码'), { target: { value: 'qingshan-luting' } });
    fireEvent.click(screen.getByRole('button', { name: /登\s*录/ }));
    const code = await screen.findByLabelText('6 位验证码');
    fireEvent.change(code, { target: { value: '123456' } });
    fireEvent.click(screen.getByRole('button', { name: /登\s*录/ }));
    await waitFor(() => expect(seen.filter((request) => request.method === 'POST')).toHaveLength(2));
    const bodies = await Promise.all(seen.filter((request) => request.method === 'POST').map((request) => request.json() as Promise<unknown>));
    expect(bodies).toEqual([{ login: 'shen', password: 'qingshan-luting' }, { login: 'shen', password: 'qingshan-luting', code: '123456' }]);
    fireEvent.click(screen.getByRole('button', { name: '手机不在身边，用备用码' }));
    expect(await screen.findByLabelText('备用码')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: '换个账号' }));
    expect(await screen.findByLabelText('密码')).toBeTruthy();
  });

  test('setting it up asks for the password, shows code and secret once, and then ten recovery codes', async () => {
    const codes = Array.from({ length: 10 }, (_, index) => `AAAA-BBBB-CCCC-DDD${'ABCDEFGHIJ'[index]!}`);
    serve({
      'GET /api/second-factor': { enabled: false, since: null, recoveryLeft: 0, required: false }, 'POST /api/second-factor': { secret: 'GEZDGNBVGY3TQOJQ', uri: 'otpauth://totp/Shuping:shen?secret=GEZDGNBVGY3TQOJQ' },
      'POST /api/second-factor/confirm': { recoveryCodes: codes },
    });
    const { container } = await renderAt(<Security />, { words: catalogue });
    fireEvent.change(await screen.findByLabelText('密码'), { target: { value: 'qingshan-luting' } });
    fireEvent.click(screen.getByRole('button', { name: '开始设置' }));
    expect((await screen.findByText('GEZD GNBV GY3T QOJQ')).tagName).toBe('CODE');
    expect(container.querySelector('.factor-qr svg')).not.toBeNull();
    fireEvent.change(screen.getByLabelText('6 位验证码'), { target: { value: '287082' } });
    fireEvent.click(screen.getByRole('button', { name: '确认，开启两步验证' }));
    expect(await screen.findByText(codes[9]!)).toBeTruthy();
  });
});
