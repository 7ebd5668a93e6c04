import type { Tx } from './unit-of-work.ts';

const INSIDE = new WeakSet<Tx>();

/**
 * Runs `work` past the row policies inside the asker's own transaction, so that the audit entry still names the person. For rows that no
 * permission opens (credentials), after the permission for the act was decided. What `work` persists must be flushed by it. One inside another is part of the outer one.
 */
export async function asSystem<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  if (tx.actor.kind === 'system') return work();
  await tx.em.flush();
  if (INSIDE.has(tx)) return work();
  await tx.sql(`select set_config('app.system', 'on', true)`);
  INSIDE.add(tx);
  try {
    const value = await work();
    // an exception rolls the transaction back, and the setting with it
    await tx.sql(`select set_config('app.system', '', true)`);
    return value;
  } finally {
    INSIDE.delete(tx);
  }
}
