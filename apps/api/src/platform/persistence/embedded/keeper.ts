import { setTimeout as pause } from 'node:timers/promises';
import { isAlive, readPidFile } from './pid-file.ts';

const LOOK_MS = 500;
const LONGEST_WAIT_MS = 5_000;

/**
 * Starts the server over `pgData` again whenever it has ended: a full disk ends all of it while this process lives on. `launch` gives 'ready' or what the server said last; a try that fails is made again, five seconds apart at most.
 * Gives the way to end this, which waits for a try under way.
 */
export function keepRunning(pgData: string, launch: () => Promise<string>, told: (code: 'embedded.ended' | 'embedded.restarted', last: string) => void): () => Promise<void> {
  const stopped = new AbortController();
  const round = async (): Promise<void> => {
    for (let wait = LOOK_MS; !stopped.signal.aborted; await pause(wait, undefined, { signal: stopped.signal, ref: false }).catch(() => undefined)) {
      const notice = await readPidFile(pgData);
      if (notice && (await isAlive(notice.pid))) {
        wait = LOOK_MS;
        continue;
      }
      if (stopped.signal.aborted) return;
      const outcome = await launch().catch((error: unknown) => String(error));
      told(outcome === 'ready' ? 'embedded.restarted' : 'embedded.ended', outcome);
      wait = outcome === 'ready' ? LOOK_MS : Math.min(LONGEST_WAIT_MS, wait * 2);
    }
  };
  const running = round();
  return () => {
    stopped.abort();
    return running;
  };
}
