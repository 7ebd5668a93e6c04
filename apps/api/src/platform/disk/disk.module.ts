import { Global, Module } from '@nestjs/common';
import { DiskController } from './disk.controller.ts';
import { DiskWatch } from './disk-watch.ts';

@Global()
@Module({ controllers: [DiskController], providers: [DiskWatch], exports: [DiskWatch] })
export class DiskModule {}
