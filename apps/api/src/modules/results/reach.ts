import { can, type Action, type Subject } from '@shuping/permissions';
import type { AppPrincipal } from '../../platform/authz/index.ts';

/** Columns that permissions of this module read. */
export type Ruled = { readonly orgPath: string; readonly sector: string; readonly personId: string; readonly publishedTo?: string };

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** May the asker do this by office, leaving aside that the row may be about the asker or published? */
export function byOffice(who: AppPrincipal, action: Action, subject: Subject, row: Pick<Ruled, 'orgPath' | 'sector'>): boolean {
  return can(who.ability, action, subject, { orgPath: row.orgPath, sector: row.sector, personId: NOBODY, publishedTo: '' });
}

/** May the asker do this to this row? */
export function allowed(who: AppPrincipal, action: Action, subject: Subject, row: Ruled): boolean {
  return can(who.ability, action, subject, { publishedTo: '', ...row });
}
