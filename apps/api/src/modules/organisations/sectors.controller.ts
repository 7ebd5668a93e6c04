import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { IdOut, IdParam, PluginsOut, SectorIn, SectorParam, SectorsOut, SectorsQuery } from '@shuping/contracts';
import type { z } from 'zod';
import { RequirePermission, Who, type AppPrincipal } from '../../platform/authz/index.ts';
import { Idempotent, Returns, ReturnsNothing } from '../../platform/http/index.ts';
import { DisableSectorHandler } from './handlers/disable-sector.handler.ts';
import { EnableSectorHandler } from './handlers/enable-sector.handler.ts';
import { SectorsQueries } from './sectors.queries.ts';

/** Sector plugins of organisations (R-B6). */
@Controller()
export class SectorsController {
  constructor(private readonly queries: SectorsQueries, private readonly enabling: EnableSectorHandler, private readonly disabling: DisableSectorHandler) {}

  @Get('sectors')
  @RequirePermission('read', 'Organisation')
  @Returns(SectorsOut)
  list(@Who() who: AppPrincipal, @Query({ schema: SectorsQuery }) { orgId }: z.infer<typeof SectorsQuery>) {
    return this.queries.of(who, orgId);
  }

  @Get('plugins')
  @RequirePermission('administer', 'Plugin')
  @Returns(PluginsOut)
  installed(@Who() who: AppPrincipal) {
    return this.queries.installed(who);
  }

  @Get('organisations/:id/sectors')
  @RequirePermission('read', 'Organisation')
  @Returns(SectorsOut)
  of(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: z.infer<typeof IdParam>) {
    return this.queries.of(who, id);
  }

  @Post('organisations/:id/sectors')
  @RequirePermission('enable', 'SectorEnablement')
  @Idempotent()
  @Returns(IdOut, 201)
  enable(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: z.infer<typeof IdParam>, @Body({ schema: SectorIn }) { sector }: z.infer<typeof SectorIn>) {
    return this.enabling.execute(who, id, sector);
  }

  @Delete('organisations/:id/sectors/:sector')
  @RequirePermission('enable', 'SectorEnablement')
  @ReturnsNothing()
  disable(@Who() who: AppPrincipal, @Param({ schema: SectorParam }) { id, sector }: z.infer<typeof SectorParam>) {
    return this.disabling.execute(who, id, sector);
  }
}
