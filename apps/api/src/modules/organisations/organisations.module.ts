import { Module } from '@nestjs/common';
import { EdgesQueries } from './edges.queries.ts';
import { EndEdgeHandler } from './handlers/end-edge.handler.ts';
import { AddEdgeHandler } from './handlers/add-edge.handler.ts';
import { CloseOrganisationHandler } from './handlers/close-organisation.handler.ts';
import { CreateOrganisationHandler } from './handlers/create-organisation.handler.ts';
import { DisableSectorHandler } from './handlers/disable-sector.handler.ts';
import { EnableSectorHandler } from './handlers/enable-sector.handler.ts';
import { UpdateOrganisationHandler } from './handlers/update-organisation.handler.ts';
import { OrganisationsApi } from './organisations.api.ts';
import { OrganisationsController } from './organisations.controller.ts';
import { OrganisationsQueries } from './organisations.queries.ts';
import { OrganisationsRepository } from './organisations.repository.ts';
import { SectorsController } from './sectors.controller.ts';
import { SectorsQueries } from './sectors.queries.ts';

@Module({
  controllers: [OrganisationsController, SectorsController],
  providers: [OrganisationsApi, OrganisationsQueries, EdgesQueries, OrganisationsRepository, CreateOrganisationHandler, UpdateOrganisationHandler, CloseOrganisationHandler, AddEdgeHandler, EndEdgeHandler, SectorsQueries, EnableSectorHandler, DisableSectorHandler],
  exports: [OrganisationsApi],
})
export class OrganisationsModule {}
