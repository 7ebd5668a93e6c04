// Prints what the ORM knows of every table as JSON, without a database; run by entities.spec.ts, since specs cannot load the API's files.
import { MikroORM } from '@mikro-orm/postgresql';
import { ROOT } from './repo.ts';

const { ENTITIES } = (await import(`${ROOT}apps/api/src/${'entities.ts'}`)) as { ENTITIES: readonly [] };
const orm = await MikroORM.init({ clientUrl: 'postgresql://nobody@127.0.0.1:1/none', entities: [...ENTITIES] });
const tables = [...orm.getMetadata().getAll().values()].map(({ className, properties, indexes, uniques, primaryKeys }) => ({
  className, primaryKeys, indexes: indexes.map((one) => ({ properties: one.properties })), uniques: uniques.map((one) => ({ properties: one.properties })),
  properties: Object.fromEntries(Object.entries(properties as Record<string, { nullable?: boolean; version?: boolean }>).map(([name, { nullable, version }]) => [name, { nullable, version }])),
}));
await orm.close();
process.stdout.write(JSON.stringify(tables));
