import { beforeEach, describe, expect, test } from '@jest/globals';
import { act, renderHook, waitFor } from '@testing-library/react';
import { ApiProblem } from '../client/problem.ts';
import { useAutosave, type DraftStore } from './use-autosave.ts';

const store = new Map<string, unknown>();
const drafts: DraftStore = {
  get: async <T,>(key: string) => store.get(key) as T | undefined,
  set: async (key, value) => void store.set(key, value),
  del: async (key) => void store.delete(key),
};

type Save = (value: string, version: number) => Promise<{ version: number }>;
const start = (save: Save, delayMs = 20) => renderHook(() => useAutosave<string>({ key: 'report:7', initial: 'a', version: 1, save, delayMs, drafts, theirs: (current) => current as { value: string; version: number } | undefined }));

beforeEach(() => store.clear());

describe('useAutosave (experience 1.1 Drafts)', () => {
  test('text is on this machine at once, on the server after the pause, then forgotten here', async () => {
    const sent: unknown[] = [];
    const { result } = start(async (value, version) => { sent.push([value, version]); return { version: version + 1 }; });
    act(() => result.current.change('ab'));
    act(() => result.current.change('abc'));
    expect(store.get('draft:report:7')).toMatchObject({ value: 'abc', version: 1 });
    expect(sent).toEqual([]);
    await waitFor(() => expect(result.current.state).toBe('saved'));
    expect(sent).toEqual([['abc', 1]]);
    expect(result.current.version).toBe(2);
    expect(store.size).toBe(0);
  });

  test('typing during a save is sent afterwards on the new version', async () => {
    const sent: unknown[] = [];
    let release: (() => void) | undefined;
    const { result } = start(async (value, version) => {
      sent.push([value, version]);
      if (sent.length === 1) await new Promise<void>((resolve) => (release = resolve));
      return { version: version + 1 };
    });
    act(() => result.current.change('b'));
    await waitFor(() => expect(result.current.state).toBe('saving'));
    act(() => result.current.change('bc'));
    await act(async () => release?.());
    await waitFor(() => expect(sent).toEqual([['b', 1], ['bc', 2]]));
  });

  test('offline keeps the text here and sends it when the network returns', async () => {
    let online = false;
    const { result } = start(async (_value, version) => {
      if (!online) throw new ApiProblem(0, { code: 'network.away' });
      return { version: version + 1 };
    });
    act(() => result.current.change('b'));
    await waitFor(() => expect(result.current.state).toBe('offline'));
    expect(store.get('draft:report:7')).toMatchObject({ value: 'b' });
    online = true;
    await act(async () => void window.dispatchEvent(new Event('online')));
    await waitFor(() => expect(result.current.state).toBe('saved'));
  });

  test('a stale version shows both sides; mine is then written on their version', async () => {
    const sent: unknown[] = [];
    const { result } = start(async (value, version) => {
      sent.push([value, version]);
      if (version < 5) throw new ApiProblem(409, { code: 'request.version-stale', current: { value: 'theirs', version: 5 } });
      return { version: version + 1 };
    });
    act(() => result.current.change('mine'));
    await waitFor(() => expect(result.current.state).toBe('conflict'));
    expect(result.current.conflict).toMatchObject({ mine: 'mine', theirs: 'theirs' });
    await act(async () => result.current.conflict?.keepMine());
    await waitFor(() => expect(result.current.state).toBe('saved'));
    expect(sent).toEqual([['mine', 1], ['mine', 5]]);
  });

  test('taking theirs sends nothing and forgets mine', async () => {
    let calls = 0;
    const { result } = start(async () => { calls += 1; throw new ApiProblem(409, { code: 'request.version-stale', current: { value: 'theirs', version: 5 } }); });
    act(() => result.current.change('mine'));
    await waitFor(() => expect(result.current.state).toBe('conflict'));
    await act(async () => result.current.conflict?.takeTheirs());
    expect(result.current).toMatchObject({ value: 'theirs', version: 5, state: 'clean' });
    expect([calls, store.size]).toEqual([1, 0]);
  });

  test('typing during a conflict does not overwrite the other side', async () => {
    let calls = 0;
    const { result } = start(async () => { calls += 1; throw new ApiProblem(409, { code: 'request.version-stale', current: { value: 'theirs', version: 5 } }); });
    act(() => result.current.change('mine'));
    await waitFor(() => expect(result.current.state).toBe('conflict'));
    act(() => result.current.change('mine!'));
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(calls).toBe(1);
    expect(result.current.conflict?.mine).toBe('mine!');
  });

  test('text of a killed tab is offered again', async () => {
    store.set('draft:report:7', { value: 'lost', version: 1, at: 5 });
    const { result } = start(async (_value, version) => ({ version: version + 1 }));
    await waitFor(() => expect(result.current.found?.at).toBe(5));
    act(() => result.current.found?.keep());
    expect(result.current.value).toBe('lost');
    await waitFor(() => expect(result.current.state).toBe('saved'));
  });

  test('a later state that was read again is taken over, but never over unsaved text', async () => {
    const sent: unknown[] = [];
    const save: Save = async (value, version) => { sent.push([value, version]); return { version: version + 1 }; };
    const { result, rerender } = renderHook(({ initial, version }: { initial: string; version: number }) => useAutosave<string>({ key: 'report:7', initial, version, save, delayMs: 20, drafts }), { initialProps: { initial: 'a', version: 1 } });
    rerender({ initial: 'theirs', version: 3 });
    expect(result.current).toMatchObject({ value: 'theirs', version: 3, state: 'clean' });
    act(() => result.current.change('mine'));
    rerender({ initial: 'later', version: 4 });
    expect(result.current.value).toBe('mine');
    await waitFor(() => expect(sent).toEqual([['mine', 3]]));
  });
});
