import { appendFile, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { spareHome } from '../server.ts';

/** The PostgreSQL of a server of ours, killed with all of its processes at once; the server itself starts it again. Linux only (reads /proc). */
export class KillableDatabase {
  private readonly pgData: string;
  private killed = 0;

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

  /** From its next start on. */
  async set(name: string, value: string): Promise<void> {
    await appendFile(join(this.pgData, 'postgresql.auto.conf'), `${name} = '${value}'\n`);
  }

  /** SIGKILL to the postmaster and every process of it. What stood in shared memory only is gone. */
  async kill(): Promise<void> {
    const { pid } = await this.notice();
    this.killed = pid;
    process.kill(pid, 'SIGSTOP');
    const children = await childrenOf(pid);
    for (const one of [pid, ...children]) signal(one);
    for (const one of [pid, ...children]) while (await runs(one)) await pause(5);
    // a killed postmaster that nobody waited for keeps its number, so that its notice would look alive
    if ((await this.notice().catch(() => null))?.pid === pid) await rm(join(this.pgData, 'postmaster.pid'), { force: true });
  }

  /** Resolves when the next one takes connections. */
  async back(): Promise<void> {
    for (const end = Date.now() + 60_000; Date.now() < end; await pause(20)) {
      const { pid, status } = await this.notice().catch(() => ({ pid: 0, status: '' }));
      if (pid !== this.killed && status === 'ready') return;
    }
    throw new Error('PostgreSQL was not started again');
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
