import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { AppointmentEnd, AppointmentIn, AppointmentOut, IdOut, IdParam, PeoplePage, PeopleQuery, PersonIn, PersonOut, PersonPatch } from '@shuping/contracts';
import type { z } from 'zod';
import { RequirePermission, Who, type AppPrincipal } from '../../platform/authz/index.ts';
import { Idempotent, Returns, Version } from '../../platform/http/index.ts';
import { AppointHandler } from './handlers/appoint.handler.ts';
import { CreatePersonHandler } from './handlers/create-person.handler.ts';
import { EndAppointmentHandler } from './handlers/end-appointment.handler.ts';
import { UpdatePersonHandler } from './handlers/update-person.handler.ts';
import { PeopleQueries } from './people.queries.ts';

type IdParams = z.infer<typeof IdParam>;

/** People and the posts they hold (R-A1, R-A2). */
@Controller()
export class PeopleController {
  constructor(
    private readonly queries: PeopleQueries,
    private readonly creating: CreatePersonHandler,
    private readonly updating: UpdatePersonHandler,
    private readonly appointing: AppointHandler,
    private readonly ending: EndAppointmentHandler,
  ) {}

  @Get('people')
  @RequirePermission('read', 'Person')
  @Returns(PeoplePage)
  list(@Who() who: AppPrincipal, @Query({ schema: PeopleQuery }) query: z.infer<typeof PeopleQuery>) {
    return this.queries.list(who, query);
  }

  @Post('people')
  @RequirePermission('create', 'Person')
  @Idempotent()
  @Returns(IdOut, 201)
  create(@Who() who: AppPrincipal, @Body({ schema: PersonIn }) body: z.infer<typeof PersonIn>) {
    return this.creating.execute(who, body);
  }

  @Get('people/:id')
  @RequirePermission('read', 'Person')
  @Returns(PersonOut)
  one(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return this.queries.one(who, id);
  }

  @Patch('people/:id')
  @RequirePermission('update', 'Person')
  @Returns(PersonOut)
  update(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Version() version: number, @Body({ schema: PersonPatch }) body: z.infer<typeof PersonPatch>) {
    return this.updating.execute(who, id, version, body);
  }

  @Post('appointments')
  @RequirePermission('create', 'Appointment')
  @Idempotent()
  @Returns(IdOut, 201)
  appoint(@Who() who: AppPrincipal, @Body({ schema: AppointmentIn }) body: z.infer<typeof AppointmentIn>) {
    return this.appointing.execute(who, body);
  }

  @Patch('appointments/:id')
  @RequirePermission('update', 'Appointment')
  @Returns(AppointmentOut)
  end(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Version() version: number, @Body({ schema: AppointmentEnd }) body: z.infer<typeof AppointmentEnd>) {
    return this.ending.execute(who, id, version, body);
  }
}
