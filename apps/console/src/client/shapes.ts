/** Whether an act is open to the reader now; a reason is worded by the locale key `may.<reason>`. */
export type May = true | { readonly reason: string };
/** Acts of one row, as the API sends them. An act that is absent is not offered at all. */
export type MayMap = Readonly<Record<string, May>>;
/** A page of a list by cursor. */
export type Page<T> = { readonly items: readonly T[]; /** `after` of the following page; absent on the last. */ readonly next?: string | null | undefined; readonly total?: number | undefined };
