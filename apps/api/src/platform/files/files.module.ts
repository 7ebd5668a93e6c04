import { join } from 'node:path';
import { Global, Injectable, Module, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { AppConfig } from '../../config/index.ts';
import { SecurityTime } from '../auth/security-time.ts';
import { DiskFileStore, FileStore } from './file-store.ts';
import { FilesController } from './files.controller.ts';
import { Files } from './files.ts';

const HOUR = 3_600_000;

/** Removes, every hour, bytes whose upload never got a record. */
@Injectable()
class FileSweep implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  constructor(private readonly files: Files, private readonly time: SecurityTime) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.files.sweep(new Date(this.time.now().getTime() - HOUR)).catch(() => undefined), HOUR);
    this.timer.unref();
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }
}

@Global()
@Module({
  controllers: [FilesController],
  providers: [{ provide: FileStore, useFactory: (config: AppConfig) => new DiskFileStore(join(config.dataDir, 'files')), inject: [AppConfig] }, Files, FileSweep],
  exports: [FileStore, Files],
})
export class FilesModule {}
