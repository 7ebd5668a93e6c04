import { Controller, Get } from '@nestjs/common';
import { DisksOut } from '@shuping/contracts';
import { RequirePermission } from '../authz/index.ts';
import { Returns } from '../http/returns.ts';
import { DiskWatch } from './disk-watch.ts';

/** How full the disks are. */
@Controller('installation/disks')
export class DiskController {
  constructor(private readonly watch: DiskWatch) {}

  @Get()
  @RequirePermission('read', 'Installation')
  @Returns(DisksOut)
  read(): Promise<DisksOut> {
    return this.watch.read();
  }
}
