import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// Loaded into the server of the soak drill: asked by SIGUSR2 it collects what nothing holds any more and writes what is left, in bytes, into its data folder. What the process holds besides rises and falls with the load and tells no leak.
process.on('SIGUSR2', () => {
  (globalThis as { gc?: () => void }).gc?.();
  const { heapUsed, external } = process.memoryUsage();
  const file = join(process.env['SHUPING_DATA'] ?? '.', 'soak-live');
  writeFileSync(`${file}.new`, String(heapUsed + external));
  renameSync(`${file}.new`, file);
});
