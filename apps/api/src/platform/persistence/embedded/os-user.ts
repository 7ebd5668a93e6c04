import { chown, lchown, readFile, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CodedError } from '../../coded-error.ts';

/** Ordinary system user that runs the server when this process is root. */
export type OsUser = { readonly name: string; readonly uid: number; readonly gid: number };

/** `postgres`, else `nobody`, when this process is root; null for an ordinary user (and on Windows). */
export async function serverUser(): Promise<OsUser | null> {
  if (process.getuid?.() !== 0) return null;
  const lines = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n').map((line) => line.split(':'));
  for (const name of ['postgres', 'nobody']) {
    const found = lines.find((fields) => fields[0] === name);
    if (found) return { name, uid: Number(found[2]), gid: Number(found[3]) };
  }
  throw new CodedError('embedded.no-ordinary-user', { wanted: 'postgres nobody' });
}

/** True when `user` may enter every folder above `path`. */
export async function canWalkTo(path: string, user: OsUser): Promise<boolean> {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const info = await stat(folder).catch(() => null);
    if (info && !mayEnter(info, user)) return false;
    if (folder === dirname(folder)) return true;
  }
}

function mayEnter(info: { mode: number; uid: number; gid: number }, user: OsUser): boolean {
  if (info.uid === user.uid) return (info.mode & 0o100) !== 0;
  if (info.gid === user.gid) return (info.mode & 0o010) !== 0;
  return (info.mode & 0o001) !== 0;
}

/** Gives a folder and everything in it to `user`. */
export async function ownTree(path: string, user: OsUser): Promise<void> {
  await chown(path, user.uid, user.gid);
  for (const entry of await readdir(path, { withFileTypes: true })) {
    const child = join(path, entry.name);
    if (entry.isDirectory()) await ownTree(child, user);
    else await lchown(child, user.uid, user.gid);
  }
}
