// Names the folder of this run's database cluster; the first spec that needs it starts it there. Clusters of killed runs are stopped and removed.
import { readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PREFIX = 'shuping-test-';

export default async function globalSetup() {
  process.env.SHUPING_TEST_DIR = join(tmpdir(), `${PREFIX}${process.pid}`);
  for (const name of await readdir(tmpdir())) {
    const pid = Number(name.startsWith(PREFIX) ? name.slice(PREFIX.length) : Number.NaN);
    if (Number.isInteger(pid) && !isAlive(pid)) await removeCluster(join(tmpdir(), name)).catch(() => undefined);
  }
}

/** Stops the cluster of a folder when one runs, and removes the folder. */
export async function removeCluster(dir) {
  const { stopEmbedded } = await import('../src/platform/persistence/embedded/launcher.ts');
  await stopEmbedded(dir).catch(() => undefined);
  await rm(dir, { recursive: true, force: true });
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code !== 'ESRCH';
  }
}
