import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Source folder of the migrations. */
export const MIGRATIONS_DIR = join(import.meta.dirname, '..', '..', 'migrations');

const FILE = /^migration-(\d{4})-([a-z0-9-]+)\.ts$/;

export type MigrationSource = {
  readonly number: string;
  readonly name: string;
  /** TypeScript expressions and SQL around the generated statements. */
  readonly imports?: readonly string[];
  readonly before?: readonly string[];
  readonly after?: readonly string[];
  readonly statements: string;
};

/** Writes one migration file and brings the list of migrations up to date. Gives the file's path. */
export async function writeMigration(source: MigrationSource): Promise<string> {
  const path = join(MIGRATIONS_DIR, `migration-${source.number}-${source.name}.ts`);
  await writeFile(path, migrationText(source));
  await writeFile(join(MIGRATIONS_DIR, 'index.ts'), indexText(await migrationFiles()));
  return path;
}

/** Migration files in order. */
export async function migrationFiles(): Promise<{ file: string; number: string; name: string }[]> {
  const files = (await readdir(MIGRATIONS_DIR)).sort();
  return files.flatMap((file) => {
    const match = FILE.exec(file);
    return match ? [{ file, number: match[1] as string, name: match[2] as string }] : [];
  });
}

function migrationText({ number, name, imports = [], before = [], after = [], statements }: MigrationSource): string {
  const lines = [...before, `\`${escaped(statements.trim())}\``, ...after].map((part) => `    this.addSql(${part});`);
  return [
    `import { Migration } from '@mikro-orm/migrations';`,
    ...imports,
    '',
    `/** Generated from the entities. */`,
    `export class ${className(number, name)} extends Migration {`,
    '  override up(): void {',
    ...lines,
    '  }',
    '}',
    '',
  ].join('\n');
}

function indexText(files: readonly { file: string; number: string; name: string }[]): string {
  const imports = files.map(({ file, number, name }) => `import { ${className(number, name)} } from './${file}';`);
  const list = files.map(({ number, name }) => `  { name: '${number}-${name}', class: ${className(number, name)} },`);
  return [...imports, '', '/** The one ordered stream of migrations; written by `npm run db:initial` and `npm run db:diff`. */', 'export const MIGRATIONS = [', ...list, '];', ''].join('\n');
}

function className(number: string, name: string): string {
  return `Migration${number}${name.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')}`;
}

function escaped(sql: string): string {
  return sql.replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${');
}
