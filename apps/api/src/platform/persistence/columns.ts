import { p } from '@mikro-orm/core';
import type { Day } from '@shuping/kernel';

/** Closed path of an organisation, compared byte by byte so that a subtree is a plain range. */
export const orgPath = () => p.text().collation('C');

/** Sector id; never null, '' where a row belongs to none. */
export const sector = () => p.string().length(40).collation('C');

/** Civil day `YYYY-MM-DD` as text: no time zone can move it. */
export const day = () => p.string().length(10).$type<Day>();

/** Optimistic lock; sent as ETag and expected in If-Match. */
export const version = () => p.integer().version();
