export { DiskModule } from './disk.module.ts';
export { DiskWatch } from './disk-watch.ts';
