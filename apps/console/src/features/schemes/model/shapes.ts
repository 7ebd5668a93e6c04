export type { Scheme } from '@shuping/scheme';

/** What the rows need of the server's review. */
export type SchemeReviewLike = { readonly problems: readonly { readonly path: string; readonly params?: Readonly<Record<string, string | number>> | undefined }[] };
