/** Outcome of a use case or rule: expected failures are returned as coded values, exceptions mean bugs. */
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

/** A failure that a caller must expect. `code` is stable and translated by the reader; `at` names the place (JSON pointer, cell or path). */
export type Problem = {
  readonly code: string;
  readonly at?: string;
  readonly params?: Readonly<Record<string, string | number | boolean | null>>;
  readonly issues?: readonly Problem[];
};

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function err<E>(error: E): { readonly ok: false; readonly error: E } {
  return { ok: false, error };
}

/** Returns the value, or throws when the failure was thought impossible here. */
export function unwrap<T>(result: Result<T, unknown>): T {
  if (result.ok) return result.value;
  throw new Error(`unexpected failure: ${JSON.stringify(result.error)}`);
}
