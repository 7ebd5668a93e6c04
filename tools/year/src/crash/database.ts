import { spawn } from 'node:child_process';
import { readdir, readFile, readlink, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { spareHome } from '../server.ts';

/** The PostgreSQL of a server of ours, killed and started as a service manager would: all of its processes at once, the same command again. Linux only (reads /proc). */
export class KillableDatabase {
  private readonly pgData: string;
  private command: { readonly line: readonly string[]; readonly cwd: string; readonly uid: number; readonly gid: number } | null = null;

  private constructor(pgData: string) {
    this.pgData = pgData;
  }

  static async of(dataDir: string): Promise<KillableDatabase> {
    for (const home of [dataDir, spareHome(dataDir)]) {
      const pgData = join(home, 'pg');
      if (await stat(join(pgData, 'postmaster.pid')).then(() => true, () => false)) return new KillableDatabase(pgData);
    }
    throw new Error(`no running PostgreSQL of ${dataDir}`);
  }

  /** SIGKILL to the postmaster and every process of it. What stood in shared memory only is gone. */
  async kill(): Promise<void> {
    const pid = (await this.notice()).pid;
    const own = await stat(`/proc/${pid}`);
    this.command = { line: (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0').filter((part) => part !== ''), cwd: await readlink(`/proc/${pid}/cwd`), uid: own.uid, gid: own.gid };
    process.kill(pid, 'SIGSTOP');
    const children = await childrenOf(pid);
    for (const one of [pid, ...children]) signal(one);
    for (const one of [pid, ...children]) while (await runs(one)) await pause(5);
  }

  /** Starts it again on its port, with further settings; resolves when it takes connections. */
  async start(settings: Readonly<Record<string, string>> = {}): Promise<void> {
    const { line, cwd, uid, gid } = this.command!;
    // a killed postmaster that nobody waited for keeps its number, so that its notice would look alive
    await rm(join(this.pgData, 'postmaster.pid'), { force: true });
    const args = [...line.slice(1), ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
    const child = spawn(line[0]!, args, { cwd, env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' }, stdio: 'ignore', detached: true, ...(process.getuid?.() === 0 ? { uid, gid } : {}) });
    child.unref();
    for (const end = Date.now() + 60_000; Date.now() < end; await pause(20)) {
      if (child.exitCode !== null) throw new Error(`PostgreSQL ended with ${child.exitCode}`);
      const { pid, status } = await this.notice().catch(() => ({ pid: 0, status: '' }));
      if (pid === child.pid && status === 'ready') return;
    }
    throw new Error('PostgreSQL did not start');
  }

  private async notice(): Promise<{ pid: number; status: string }> {
    const lines = (await readFile(join(this.pgData, 'postmaster.pid'), 'utf8')).split('\n');
    return { pid: Number(lines[0]), status: (lines[7] ?? '').trim() };
  }
}

function signal(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // gone already
  }
}

async function childrenOf(parent: number): Promise<number[]> {
  const pids = (await readdir('/proc')).map(Number).filter((pid) => pid > 0);
  const found = await Promise.all(pids.map(async (pid) => ((await fieldsOf(pid))[1] === String(parent) ? [pid] : [])));
  return found.flat();
}

async function runs(pid: number): Promise<boolean> {
  const [state] = await fieldsOf(pid);
  return state !== undefined && state !== '' && !'ZX'.includes(state);
}

/** State and parent of a process; empty when there is none. */
async function fieldsOf(pid: number): Promise<string[]> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return text === '' ? [] : text.slice(text.lastIndexOf(')') + 2).split(' ');
}
