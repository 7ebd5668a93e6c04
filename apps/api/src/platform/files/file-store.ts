import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

/** Where bytes lie, by random id. */
export abstract class FileStore {
  /** Stores durably; the same id is never written twice. */
  abstract put(id: string, bytes: Uint8Array): Promise<void>;
  /** Bytes of an id; null when they are not there. */
  abstract get(id: string): Promise<Readable | null>;
  abstract remove(id: string): Promise<void>;
  /** Ids stored before an instant; for the sweep of what no record names. */
  abstract olderThan(instant: Date): Promise<string[]>;
}

const ID = /^[0-9a-f-]{36}$/;

/** Files in a folder, spread over 256 subfolders; no name of a user becomes a path. */
export class DiskFileStore extends FileStore {
  constructor(private readonly folder: string) {
    super();
  }

  async put(id: string, bytes: Uint8Array): Promise<void> {
    const path = this.path(id);
    await mkdir(join(path, '..'), { recursive: true, mode: 0o700 });
    const part = `${path}.${randomUUID()}.part`;
    const handle = await open(part, 'wx', 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(part, path);
  }

  async get(id: string): Promise<Readable | null> {
    const path = this.path(id);
    const found = await stat(path).then((one) => one.isFile(), () => false);
    return found ? createReadStream(path) : null;
  }

  async remove(id: string): Promise<void> {
    await rm(this.path(id), { force: true });
  }

  async olderThan(instant: Date): Promise<string[]> {
    const ids: string[] = [];
    for (const part of await readdir(this.folder).catch(() => [])) {
      for (const name of await readdir(join(this.folder, part)).catch(() => [])) {
        const info = await stat(join(this.folder, part, name)).catch(() => null);
        if (!info || info.mtime >= instant) continue;
        if (ID.test(name)) ids.push(name);
        else if (name.endsWith('.part')) await rm(join(this.folder, part, name), { force: true });
      }
    }
    return ids;
  }

  private path(id: string): string {
    if (!ID.test(id)) throw new Error('not a file id');
    return join(this.folder, id.slice(0, 2), id);
  }
}
