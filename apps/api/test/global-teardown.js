import { stat } from 'node:fs/promises';
import { removeCluster } from './global-setup.js';

export default async function globalTeardown() {
  const dir = process.env.SHUPING_TEST_DIR;
  if (dir && (await stat(dir).then(() => true, () => false))) await removeCluster(dir);
}
