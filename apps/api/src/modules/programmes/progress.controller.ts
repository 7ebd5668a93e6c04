import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { HostCalendarOut, HostRemindIn, IdParam, MustAnswerOut, ProgrammeCycleIn, ProgrammeCycleOut, ProgrammeHostParam, ProgrammeHostsPage, ProgrammeHostsQuery, ProgrammeOverview, ProgrammeOverviewQuery, RemindedOut } from '@shuping/contracts';
import type { z } from 'zod';
import { RequirePermission, Who, type AppPrincipal } from '../../platform/authz/index.ts';
import { Idempotent, Returns, ReturnsNothing } from '../../platform/http/index.ts';
import { AcknowledgeHandler } from './handlers/acknowledge.handler.ts';
import { OpenCycleHandler } from './handlers/open-cycle.handler.ts';
import { RemindHostsHandler } from './handlers/remind-hosts.handler.ts';
import { ProgrammesQueries } from './programmes.queries.ts';
import { ProgressQueries } from './progress.queries.ts';

type IdParams = z.infer<typeof IdParam>;
type HostParams = z.infer<typeof ProgrammeHostParam>;

/** What becomes of a programme below: cycles opened from it, and how far they are. */
@Controller('programmes/:id')
export class ProgressController {
  constructor(
    private readonly progress: ProgressQueries, private readonly programmes: ProgrammesQueries, private readonly opening: OpenCycleHandler, private readonly noting: AcknowledgeHandler, private readonly reminding: RemindHostsHandler,
  ) {}

  @Get('overview')
  @RequirePermission('read', 'Programme')
  @Returns(ProgrammeOverview)
  overview(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Query({ schema: ProgrammeOverviewQuery }) query: z.infer<typeof ProgrammeOverviewQuery>) {
    return this.progress.overview(who, id, query);
  }

  @Get('hosts')
  @RequirePermission('read', 'Programme')
  @Returns(ProgrammeHostsPage)
  hosts(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Query({ schema: ProgrammeHostsQuery }) query: ProgrammeHostsQuery) {
    return this.progress.hosts(who, id, query);
  }

  @Get('must-answer')
  @RequirePermission('read', 'Programme')
  @Returns(MustAnswerOut)
  mustAnswer(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Query({ schema: ProgrammeOverviewQuery }) query: z.infer<typeof ProgrammeOverviewQuery>) {
    return this.progress.mustAnswer(who, id, query);
  }

  @Post('reminders')
  @RequirePermission('update', 'Programme')
  @Returns(RemindedOut)
  remind(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Body({ schema: HostRemindIn }) body: HostRemindIn) {
    return this.reminding.execute(who, id, body);
  }

  @Post('cycles')
  @RequirePermission('create', 'Cycle')
  @Idempotent()
  @Returns(ProgrammeCycleOut, 201)
  open(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Body({ schema: ProgrammeCycleIn }) body: ProgrammeCycleIn) {
    return this.opening.execute(who, id, body);
  }

  @Get('hosts/:hostId/calendar')
  @RequirePermission('create', 'Cycle')
  @Returns(HostCalendarOut)
  calendar(@Who() who: AppPrincipal, @Param({ schema: ProgrammeHostParam }) { id, hostId }: HostParams) {
    return this.programmes.calendar(who, id, hostId);
  }

  @Post('hosts/:hostId/acknowledge')
  @RequirePermission('update', 'Cycle')
  @ReturnsNothing()
  acknowledge(@Who() who: AppPrincipal, @Param({ schema: ProgrammeHostParam }) { id, hostId }: HostParams) {
    return this.noting.execute(who, id, hostId);
  }
}
