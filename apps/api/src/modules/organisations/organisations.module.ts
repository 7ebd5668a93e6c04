import { Module } from '@nestjs/common';
import { EdgesQueries } from './edges.queries.ts';
import { AddEdgeHandler } from './handlers/add-edge.handler.ts';
import { CloseOrganisationHandler } from './handlers/close-organisation.handler.ts';
import { CreateOrganisationHandler } from './handlers/create-organisation.handler.ts';
import { UpdateOrganisationHandler } from './handlers/update-organisation.handler.ts';
import { OrganisationsApi } from './organisations.api.ts';
import { OrganisationsController } from './organisations.controller.ts';
import { OrganisationsQueries } from './organisations.queries.ts';
import { OrganisationsRepository } from './organisations.repository.ts';

@Module({
  controllers: [OrganisationsController],
  providers: [OrganisationsApi, OrganisationsQueries, EdgesQueries, OrganisationsRepository, CreateOrganisationHandler, UpdateOrganisationHandler, CloseOrganisationHandler, AddEdgeHandler],
  exports: [OrganisationsApi],
})
export class OrganisationsModule {}
