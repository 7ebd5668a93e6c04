/** `npm run db:initial`: rewrites the one initial migration from the entities. Only before the first release. */
import { openOrm } from '../../platform/persistence/orm.ts';
import { writeMigration } from './write-migration.ts';

const orm = await openOrm({ url: 'postgresql://nobody@127.0.0.1:1/none' });
const statements = await orm.schema.getCreateSchemaSQL({ wrap: false });
await orm.close(true);
const path = await writeMigration({
  number: '0001',
  name: 'initial',
  imports: [
    `import { BALLOT_SCHEMA } from './sql/ballot.sql.ts';`,
    `import { GRANTS } from './sql/grants.sql.ts';`,
    `import { POLICY_FUNCTIONS } from './sql/policy-functions.sql.ts';`,
    `import { SEARCH } from './sql/search.sql.ts';`,
    `import { VIEWS } from './sql/views.sql.ts';`,
  ],
  before: ['POLICY_FUNCTIONS'],
  statements,
  after: ['GRANTS', 'VIEWS', 'BALLOT_SCHEMA', 'SEARCH'],
});
process.stdout.write(`${path}\n`);
