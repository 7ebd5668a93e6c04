import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/index.ts';
import { AppointHandler } from './handlers/appoint.handler.ts';
import { CreatePersonHandler } from './handlers/create-person.handler.ts';
import { EndAppointmentHandler } from './handlers/end-appointment.handler.ts';
import { UpdatePersonHandler } from './handlers/update-person.handler.ts';
import { PeopleApi } from './people.api.ts';
import { PeopleController } from './people.controller.ts';
import { PeopleQueries } from './people.queries.ts';
import { PeopleRepository } from './people.repository.ts';

@Module({
  imports: [OrganisationsModule],
  controllers: [PeopleController],
  providers: [PeopleApi, PeopleQueries, PeopleRepository, CreatePersonHandler, UpdatePersonHandler, AppointHandler, EndAppointmentHandler],
  exports: [PeopleApi],
})
export class PeopleModule {}
