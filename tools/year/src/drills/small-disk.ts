import { spawnSync } from 'node:child_process';
import { chmod, mkdir, open, rm, statfs, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const MB = 2 ** 20;

/** Starts this program again in a mount namespace of its own, whose mounts end with it; gives its exit code, null when it runs there already. */
export function inOwnMounts(): number | null {
  if (process.env['SHUPING_OWN_MOUNTS'] === '1') return null;
  if (process.getuid?.() !== 0) {
    process.stderr.write('a small disk is made by root only\n');
    return 2;
  }
  return spawnSync('unshare', ['--mount', '--propagation', 'private', process.execPath, ...process.argv.slice(1)], { stdio: 'inherit', env: { ...process.env, SHUPING_OWN_MOUNTS: '1' } }).status ?? 1;
}

/** A disk of so many megabytes: an image with ext4 where loop devices are to be had, else memory. */
export class SmallDisk {
  readonly path: string;
  readonly kind: 'loop' | 'tmpfs';
  private filling = false;
  private filled: Promise<void> = Promise.resolve();

  private constructor(path: string, kind: 'loop' | 'tmpfs') {
    this.path = path;
    this.kind = kind;
  }

  static async make(folder: string, megabytes: number): Promise<SmallDisk> {
    const path = join(folder, 'disk');
    await mkdir(path);
    const image = join(folder, 'image');
    const run = (command: string, args: readonly string[]): boolean => spawnSync(command, args, { stdio: 'ignore' }).status === 0;
    const loop = run('truncate', ['-s', `${megabytes}M`, image]) && run('mkfs.ext4', ['-q', '-F', '-m', '0', image]) && run('mount', ['-o', 'loop', image, path]);
    if (!loop && !run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'none', path])) throw new Error('no disk could be mounted');
    await chmod(path, 0o755);
    return new SmallDisk(path, loop ? 'loop' : 'tmpfs');
  }

  /** Whole percent in use, as the server counts. */
  async percent(): Promise<number> {
    const { blocks, bfree, bavail } = await statfs(this.path);
    return Math.ceil(((blocks - bfree) / (blocks - bfree + bavail)) * 100);
  }

  /** Fills up to a share of the whole and leaves it so. */
  async fillTo(percent: number): Promise<void> {
    const { bsize, blocks, bfree, bavail } = await statfs(this.path);
    const used = (blocks - bfree) * bsize;
    const missing = Math.floor(((used + bavail * bsize) * percent) / 100 - used);
    if (missing <= 0) return;
    const file = await open(join(this.path, 'ballast'), 'w');
    await pour(file, missing);
    await file.close();
  }

  /** Takes what is free, and goes on taking what becomes free, until `makeRoom`. Resolves when nothing is free for the first time. */
  async fill(): Promise<void> {
    this.filling = true;
    const file = await open(join(this.path, 'flood'), 'w');
    await pour(file, Infinity);
    this.filled = (async () => {
      for (; this.filling; await pause(20)) await pour(file, Infinity);
      await file.close();
    })();
  }

  async makeRoom(): Promise<void> {
    this.filling = false;
    await this.filled;
    await rm(join(this.path, 'flood'), { force: true });
    await rm(join(this.path, 'ballast'), { force: true });
  }

  unmount(): void {
    spawnSync('umount', ['-l', this.path], { stdio: 'ignore' });
  }
}

/** Writes so many bytes, or until the disk takes no more. */
async function pour(file: FileHandle, bytes: number): Promise<void> {
  for (let [size, left] = [MB, bytes]; left > 0; ) {
    try {
      const { bytesWritten } = await file.write(Buffer.alloc(Math.min(size, left), 1));
      left -= bytesWritten;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      if (size <= 512) return;
      size /= 8;
    }
  }
}
