import { timingSafeEqual } from 'node:crypto';

/** Header with which the play that makes a demonstration says when its acts happen: the key of this process, a blank, an instant. */
export const MOMENT = 'x-shuping-moment';

/** The instant at which a request acts; undefined without the key, so that everybody else acts now. */
export function momentOf(header: string | readonly string[] | undefined, key: string | undefined): Date | undefined {
  if (!key || typeof header !== 'string') return undefined;
  const [given = '', instant = ''] = header.split(' ');
  const [a, b] = [Buffer.from(given), Buffer.from(key)];
  if (a.length !== b.length || !timingSafeEqual(a, b)) return undefined;
  const moment = new Date(instant);
  return Number.isNaN(moment.getTime()) ? undefined : moment;
}
