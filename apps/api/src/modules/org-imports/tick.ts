import type { JobContext } from '../../platform/jobs/index.ts';

/**
 * Progress of work inside one transaction: tells the job how far it is without waiting for it, since the transaction already holds a connection, and throws what stopped the job (`JobCancelled`) at the next step,
 * so that the transaction rolls back whole.
 */
export function ticking(progress: JobContext['progress']): (done: number, total: number) => Promise<void> {
  let stopped: unknown = null;
  let telling = false;
  return async (done, total) => {
    if (!telling) {
      telling = true;
      void progress(done, total).catch((error: unknown) => (stopped = error)).finally(() => (telling = false));
    }
    // lets the answer of the last telling in, and other requests through
    await new Promise((resolve) => setImmediate(resolve));
    if (stopped !== null) throw stopped;
  };
}
