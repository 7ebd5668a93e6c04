import { randomBytes } from 'node:crypto';
import { chmod, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LOGIN_NAMES, type LoginName } from '../logins.ts';

/** Passwords of the embedded server, made once and kept in the data folder for its owner only. */
export type Secrets = { readonly superuser: string } & Readonly<Record<LoginName, string>>;

/** 192 random bits as text that needs no escaping in URLs and SQL. */
export function randomPassword(): string {
  return randomBytes(24).toString('base64url');
}

/** Reads the passwords of the folder, or makes them. */
export async function loadSecrets(dataDir: string): Promise<Secrets> {
  const file = join(dataDir, 'database-secrets.json');
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text !== null) return JSON.parse(text) as Secrets;
  const logins = Object.fromEntries(LOGIN_NAMES.map((name) => [name, randomPassword()])) as Record<LoginName, string>;
  const secrets: Secrets = { superuser: randomPassword(), ...logins };
  await writePrivate(file, `${JSON.stringify(secrets, null, 2)}\n`);
  return secrets;
}

/** Writes a file that only its owner can read, whole or not at all. */
export async function writePrivate(file: string, text: string): Promise<void> {
  const draft = `${file}.${process.pid}.new`;
  await writeFile(draft, text, { mode: 0o600 });
  await chmod(draft, 0o600);
  await rename(draft, file);
}
