import { NullCacheAdapter } from '@mikro-orm/core';
import { Migrator } from '@mikro-orm/migrations';
import { defineConfig, MikroORM, type Options } from '@mikro-orm/postgresql';
import type { Pool } from 'pg';
import { ENTITIES } from '../../entities.ts';
import { MIGRATIONS } from '../../migrations/index.ts';
import { cutLostLines, LINE_OPTIONS } from './lost-lines.ts';

export type OrmOptions = {
  readonly url: string;
  /** Upper bound of connections. */
  readonly poolSize?: number;
  /** Name shown in pg_stat_activity. */
  readonly name?: string;
};

/** Table in which applied migrations are listed; the only one in `public` without row policies. */
export const MIGRATION_TABLE = 'schema_migration';

/** Configuration of the ORM over the one list of entities; result caches stay off, every unit of work forks its own manager. */
export function ormOptions({ url, poolSize = 20, name = 'shuping-app' }: OrmOptions): Options {
  return defineConfig({
    clientUrl: url,
    entities: [...ENTITIES],
    extensions: [Migrator],
    driverOptions: { application_name: name, ...LINE_OPTIONS, onPoolCreated: (pool: Pool) => cutLostLines(pool, url) },
    pool: { min: 0, max: poolSize },
    resultCache: { adapter: NullCacheAdapter },
    allowGlobalContext: false,
    forceUtcTimezone: true,
    implicitTransactions: true,
    ignoreUndefinedInQuery: false,
    schemaGenerator: { skipViews: [/^v_/], ignoreSchema: ['ballot', 'search', 'pgboss', 'graphile_worker'], ignoreRoutines: true, ignoreTriggers: true, disableForeignKeys: false },
    migrations: { tableName: MIGRATION_TABLE, migrationsList: [...MIGRATIONS], snapshot: false, transactional: true, allOrNothing: true, silent: true, disableForeignKeys: false },
    discovery: { checkDuplicateTableNames: true },
    debug: false,
  });
}

/** Opens the ORM; connections are made when first needed. */
export function openOrm(options: OrmOptions): Promise<MikroORM> {
  return MikroORM.init(ormOptions(options));
}
