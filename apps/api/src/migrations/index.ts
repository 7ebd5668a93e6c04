import { Migration0001Initial } from './migration-0001-initial.ts';

/** The one ordered stream of migrations; written by `npm run db:initial` and `npm run db:diff`. */
export const MIGRATIONS = [
  { name: '0001-initial', class: Migration0001Initial },
];
