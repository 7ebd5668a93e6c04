/** Something wrong with a plugin. `at` is a path in the manifest, or `file:line` of its sources. */
export type Finding = { readonly code: string; readonly at: string; readonly params?: Readonly<Record<string, string | number>> };

export function finding(code: string, at: string, params?: Finding['params']): Finding {
  return params ? { code, at, params } : { code, at };
}
