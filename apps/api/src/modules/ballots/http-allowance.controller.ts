import { Body, Controller, Delete, Get, Post } from '@nestjs/common';
import { PlainHttpIn, PlainHttpOut } from '@shuping/contracts';
import type { z } from 'zod';
import { RequirePermission, Who, type AppPrincipal } from '../../platform/authz/index.ts';
import { Returns } from '../../platform/http/index.ts';
import { HttpAllowanceHandler } from './http-allowance.handler.ts';

/** Whether real votes may go over plain http. */
@Controller('installation/plain-http')
export class HttpAllowanceController {
  constructor(private readonly allowance: HttpAllowanceHandler) {}

  @Get()
  @RequirePermission('read', 'Installation')
  @Returns(PlainHttpOut)
  state(@Who() who: AppPrincipal) {
    return this.allowance.state(who);
  }

  @Post()
  @RequirePermission('administer', 'Installation')
  @Returns(PlainHttpOut)
  async give(@Who() who: AppPrincipal, @Body({ schema: PlainHttpIn }) body: z.infer<typeof PlainHttpIn>) {
    const done = await this.allowance.give(who, body.sentence);
    return done.ok ? this.allowance.state(who) : done;
  }

  @Delete()
  @RequirePermission('administer', 'Installation')
  @Returns(PlainHttpOut)
  async takeBack(@Who() who: AppPrincipal) {
    await this.allowance.takeBack(who);
    return this.allowance.state(who);
  }
}
