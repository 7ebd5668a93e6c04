import { withClient } from './connections.ts';
import { openOrm } from './orm.ts';

export type MigrationReport = { readonly applied: readonly string[] };

/** Advisory lock that keeps two nodes from migrating at once. */
const MIGRATION_LOCK = 0x5348_5550;

/** Applies what is missing of the migration stream with the login `owner`. */
export async function migrate(ownerUrl: string): Promise<MigrationReport> {
  return withClient(ownerUrl, async (guard) => {
    await guard.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const orm = await openOrm({ url: ownerUrl, poolSize: 2, name: 'shuping-migrate' });
    try {
      const applied = await orm.migrator.up();
      return { applied: applied.map((one) => one.name) };
    } finally {
      await orm.close(true);
    }
  });
}

/** SQL that would bring the database to what the entities declare; empty when migrations and entities agree. */
export async function schemaDrift(ownerUrl: string): Promise<string> {
  const orm = await openOrm({ url: ownerUrl, poolSize: 2, name: 'shuping-drift' });
  try {
    return (await orm.schema.getUpdateSchemaSQL({ wrap: false })).trim();
  } finally {
    await orm.close(true);
  }
}
