import { useEffect, useRef, useState } from 'react';
import { request } from './api.ts';
import { isLive, onChanged } from './live.ts';
import { asProblem, type ApiProblem } from './problem.ts';

/** A question that is not answered for so long is given up: a wireless network that is gone without a word would hold it for minutes. */
const PATIENCE_MS = 10_000;

export type Poll<T> = { readonly data: T | undefined; readonly problem: ApiProblem | undefined; /** Milliseconds since epoch of the last good answer. */ readonly at: number | undefined; readonly again: () => void };

/** Asks again every `everyMs` with the ETag of the last answer (304 costs nothing); pauses while the tab is hidden, keeps the last snapshot on failure. While the stream of changes stands every `slowMs`, and at once when it names the address. */
export function usePoll<T>(path: string | null, everyMs: number, slowMs = everyMs): Poll<T> {
  const [state, setState] = useState<Omit<Poll<T>, 'again'>>({ data: undefined, problem: undefined, at: undefined });
  const tick = useRef<() => void>(() => undefined);
  useEffect(() => {
    if (path === null) return;
    let etag: string | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const abort = new AbortController();
    const ask = async (): Promise<void> => {
      clearTimeout(timer);
      if (!document.hidden) {
        const turn = new AbortController();
        const end = (): void => turn.abort();
        const late = setTimeout(end, PATIENCE_MS);
        abort.signal.addEventListener('abort', end);
        try {
          const answer = await request<T>('GET', path, { ...(etag === undefined ? {} : { etag }), signal: turn.signal });
          etag = answer.etag;
          setState((old) => ({ data: answer.status === 304 ? old.data : answer.data, problem: undefined, at: Date.now() }));
        } catch (thrown) {
          if (abort.signal.aborted) return;
          setState((old) => ({ ...old, problem: asProblem(turn.signal.aborted ? new TypeError('network') : thrown) }));
        } finally {
          clearTimeout(late);
          abort.signal.removeEventListener('abort', end);
        }
      }
      timer = setTimeout(() => void ask(), isLive() ? slowMs : everyMs);
    };
    tick.current = () => void ask();
    const wake = (): void => void (document.hidden || tick.current());
    document.addEventListener('visibilitychange', wake);
    const deaf = onChanged((prefixes) => void (prefixes.some((prefix) => path.startsWith(prefix)) && wake()));
    void ask();
    return () => {
      deaf();
      abort.abort();
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', wake);
    };
  }, [path, everyMs, slowMs]);
  return { ...state, again: () => tick.current() };
}
