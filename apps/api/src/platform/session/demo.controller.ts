import { Body, Controller, Get, Post } from '@nestjs/common';
import { ClockBody, ClockState, DemoLogins as DemoLoginsOut } from '@shuping/contracts';
import { dayOf, err, ok, type Problem, type Result } from '@shuping/kernel';
import type { z } from 'zod';
import { Public, RequirePermission, Who, type AppPrincipal } from '../authz/index.ts';
import { Clock } from '../clock.ts';
import { Returns } from '../http/returns.ts';
import { systemActor } from '../persistence/actor.ts';
import { InstallationRecord } from '../persistence/installation.entity.ts';
import { ManualClock } from '../persistence/manual-clock.ts';
import { UnitOfWork } from '../persistence/unit-of-work.ts';
import { DemoLogins } from './demo-logins.ts';

/** Helps of a demonstration; in any other database they are not there. */
@Controller('demo')
export class DemoController {
  constructor(private readonly uow: UnitOfWork, private readonly clock: Clock, private readonly logins: DemoLogins) {}

  @Get('logins')
  @Public()
  @Returns(DemoLoginsOut)
  async list(): Promise<Result<z.infer<typeof DemoLoginsOut>, Problem>> {
    if (!(await this.isDemo())) return err({ code: 'demo.not-a-demo' });
    const open = await this.uow.run(systemActor('demo'), (tx) => tx.sql<{ login: string }>('select login from account where not disabled and login in (select jsonb_array_elements_text(?::jsonb))', [JSON.stringify(this.logins.items.map((item) => item.login))]));
    return ok({ items: this.logins.items.filter((item) => open.some(({ login }) => login === item.login)) });
  }

  /** Moves the clock forward for all nodes; refused without a movable clock. */
  @Post('clock')
  @RequirePermission('administer', 'Demo')
  @Returns(ClockState)
  async move(@Who() who: AppPrincipal, @Body({ schema: ClockBody }) body: z.infer<typeof ClockBody>): Promise<Result<z.infer<typeof ClockState>, Problem>> {
    if (!(await this.isDemo())) return err({ code: 'demo.not-a-demo' });
    if (!(this.clock instanceof ManualClock)) return err({ code: 'clock.not-manual' });
    const before = await this.clock.read();
    const to = new Date(body.to);
    if (to < before) return err({ code: 'clock.backwards', at: '/to', params: { now: before.toISOString() } });
    await this.clock.set(to, body.frozen ?? false);
    await this.uow.run(who, (tx) => {
      tx.audit({ action: 'demo.clock', subject: { type: 'Demo', id: 'clock' }, orgPath: who.scope[0]?.path ?? '/', before: before.toISOString(), after: body.to });
      return Promise.resolve();
    });
    const now = await this.clock.read();
    return ok({ now: now.toISOString(), today: dayOf(now) });
  }

  private isDemo(): Promise<boolean> {
    return this.uow.run(systemActor('demo'), async (tx) => (await tx.em.findOne(InstallationRecord, { isDemo: true })) !== null);
  }
}
