/** Acts of two people that met in the database: `taken`, both made what may be there once; `together`, one had to give way to the other and did nothing. */
export type Collision = 'taken' | 'together';

const COLLISIONS: Readonly<Record<string, Collision>> = { '23505': 'taken', '40001': 'together', '40P01': 'together' };

/** How a statement met another one; null for every other failure. */
export function collisionOf(error: unknown): Collision | null {
  return COLLISIONS[sqlStateOf(error)] ?? null;
}

/** SQLSTATE of a failure, or ''. */
export function sqlStateOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
