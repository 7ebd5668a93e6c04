import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { DisksOut } from '@shuping/contracts';
import { statfs } from 'node:fs/promises';
import { AppConfig } from '../../config/index.ts';
import { clusterHome } from '../persistence/embedded/launcher.ts';
import { serverUser } from '../persistence/embedded/os-user.ts';
import { freeText, isLow, usedPercent, WATERMARK } from './disk.rules.ts';

type Disk = DisksOut['disks'][number];
const LOOK_MS = 30_000;

/** Looks at the disks that this server and its embedded database write to; a disk beyond the watermark is told to the log when it gets there, to the check before a meeting and to administrators. The disk of a database elsewhere cannot be seen from here. */
@Injectable()
export class DiskWatch implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('disk');
  private readonly told = new Set<string>();
  private timer: NodeJS.Timeout | undefined;
  private home: Promise<string> | undefined;

  constructor(private readonly config: AppConfig) {}

  onApplicationBootstrap(): void {
    void this.look();
    this.timer = setInterval(() => void this.look(), LOOK_MS).unref();
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Both places, on one disk or on two. */
  async read(): Promise<DisksOut> {
    const places: readonly (readonly [Disk['place'], string])[] = [['data', this.config.dataDir], ...(this.config.databaseUrl === undefined ? [['database', await this.database()] as const] : [])];
    const disks: Disk[] = [];
    for (const [place, path] of places) {
      const room = await statfs(path).catch(() => null);
      if (room === null) continue;
      const percent = usedPercent(room);
      disks.push({ place, usedPercent: percent, free: freeText(room), low: isLow(percent) });
    }
    return { watermark: WATERMARK, disks };
  }

  private database(): Promise<string> {
    return (this.home ??= serverUser().then((user) => clusterHome(this.config.dataDir, user)));
  }

  private async look(): Promise<void> {
    const { disks } = await this.read();
    for (const { place, usedPercent: percent, free, low } of disks) {
      if (low === this.told.has(place)) continue;
      if (low) this.told.add(place);
      else this.told.delete(place);
      this.logger.warn({ code: low ? 'disk.low' : 'disk.room-again', place, usedPercent: percent, free });
    }
  }
}
