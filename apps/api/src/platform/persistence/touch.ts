import type { Tx } from './unit-of-work.ts';

type Versioned = { readonly hostId: string; readonly id: string; version: number };

/** Counts the version of a row of which only what belongs to it changed: an agenda, a list of people. The mapper sees no change there, and setting the property does nothing. False when somebody else was faster. */
export async function touch(tx: Tx, table: 'cycle' | 'meeting', row: Versioned): Promise<boolean> {
  const counted = await tx.sql(`update ${table} set version = version + 1 where host_id = ? and id = ? and version = ? returning version`, [row.hostId, row.id, row.version]);
  if (counted.length > 0) row.version += 1;
  return counted.length > 0;
}
