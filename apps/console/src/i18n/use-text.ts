import type { TextRef } from '@shuping/kernel';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

export type TextParams = Readonly<Record<string, string | number | boolean | null>>;
/** Wording as the API sends it: a key with its params, or plain text as somebody typed it. */
export type Worded = TextRef & { readonly params?: TextParams };

/** Resolves a wording of a scheme, a plugin or an API answer into the reader's language. */
export function useText(): (ref: Worded, params?: TextParams) => string {
  const { t } = useTranslation();
  return useCallback(
    (ref, params) => ('text' in ref ? ref.text : t(ref.key, { ...ref.params, ...params })),
    [t],
  );
}
