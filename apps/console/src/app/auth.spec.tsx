import { describe, expect, test } from '@jest/globals';
import { useRouterState } from '@tanstack/react-router';
import { act, screen, waitFor } from '@testing-library/react';
import { api } from '../client/index.ts';
import { renderAt, serve } from '../testing/render.tsx';
import { SignedIn } from './auth.tsx';

const refused = (): Response => new Response(JSON.stringify({ code: 'request.unauthenticated', status: 401 }), { status: 401 });
const me = { account: { id: 'a1', name: '沈岚', mustChangePassword: false }, today: '2026-11-22', can: [] };

function Place() {
  return <p>{useRouterState({ select: (state) => state.location.pathname })}</p>;
}
const page = <><Place /><SignedIn path="/home">inside</SignedIn></>;

describe('SEC-S1 a session that is over', () => {
  test('a visitor without one is sent to the login, having asked once', async () => {
    const seen = serve({ 'GET /api/me': refused() });
    await renderAt(page, { at: '/home' });
    expect(await screen.findByText('/login')).toBeTruthy();
    expect(seen.filter((request) => request.url.endsWith('/api/me'))).toHaveLength(1);
  });

  test('a page whose session ends is sent there by the next refusal', async () => {
    const answers: Record<string, unknown> = { 'GET /api/me': me, 'GET /api/locales/zh-CN': {}, 'GET /api/todos': refused() };
    const seen = serve(answers);
    await renderAt(page, { at: '/home' });
    expect(await screen.findByText('inside')).toBeTruthy();
    answers['GET /api/me'] = refused();
    await act(async () => void (await api.get('/todos').catch(() => undefined)));
    await waitFor(() => expect(screen.getByText('/login')).toBeTruthy());
    expect(screen.queryByText('inside')).toBeNull();
    expect(seen.filter((request) => request.url.endsWith('/api/me'))).toHaveLength(2);
  });

  test('who signs out is not asked to come back to the login itself', async () => {
    // the address changes before the page that is left is taken away
    window.history.replaceState(null, '', '/login');
    serve({ 'GET /api/me': refused() });
    await renderAt(<><p>{'seen'}</p>{page}</>, { at: '/home' });
    await act(async () => new Promise((done) => setTimeout(done, 50)));
    expect(screen.getByText('/home')).toBeTruthy();
    window.history.replaceState(null, '', '/');
  });
});
