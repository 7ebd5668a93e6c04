/** `npm run db:diff <name>`: writes a migration with what the entities declare and the migrations do not make yet. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareDatabase } from '../../platform/persistence/connections.ts';
import { startEmbedded } from '../../platform/persistence/embedded/launcher.ts';
import { migrate, schemaDrift } from '../../platform/persistence/migrate.ts';
import { migrationFiles, writeMigration } from './write-migration.ts';

const name = process.argv[2] ?? '';
if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) {
  process.stderr.write('db.diff-needs-name\n');
  process.exit(2);
}
const dataDir = await mkdtemp(join(tmpdir(), 'shuping-diff-'));
const server = await startEmbedded({ dataDir, durable: false });
try {
  const { owner } = await prepareDatabase(server, 'diff');
  await migrate(owner);
  const statements = await schemaDrift(owner);
  const last = (await migrationFiles()).at(-1)?.number ?? '0000';
  const number = String(Number(last) + 1).padStart(4, '0');
  process.stdout.write(statements === '' ? 'db.no-difference\n' : `${await writeMigration({ number, name, statements })}\n`);
} finally {
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
}
