import { Module, type OnModuleInit } from '@nestjs/common';
import { JobRunner } from '../../platform/jobs/index.ts';
import { EdgesQueries } from './edges.queries.ts';
import { EndEdgeHandler } from './handlers/end-edge.handler.ts';
import { AddEdgeHandler } from './handlers/add-edge.handler.ts';
import { CreateOrganisationHandler } from './handlers/create-organisation.handler.ts';
import { DisableSectorHandler } from './handlers/disable-sector.handler.ts';
import { EnableSectorHandler } from './handlers/enable-sector.handler.ts';
import { UpdateOrganisationHandler } from './handlers/update-organisation.handler.ts';
import { IndexNamesHandler } from './index-names.handler.ts';
import { OrganisationsApi } from './organisations.api.ts';
import { INDEX_NAMES_JOB, OrganisationsBulk } from './organisations.bulk.ts';
import { OrganisationsController } from './organisations.controller.ts';
import { OrganisationsQueries } from './organisations.queries.ts';
import { OrganisationsRepository } from './organisations.repository.ts';
import { HistoryQueries } from './reorganise/history.queries.ts';
import { ReorganisationsController } from './reorganise/reorganisations.controller.ts';
import { ReorganiseChecks } from './reorganise/reorganise-checks.ts';
import { ReorganiseFacts } from './reorganise/reorganise-facts.ts';
import { ReorganiseHandler } from './reorganise/reorganise.handler.ts';
import { TreeActs } from './reorganise/tree-acts.ts';
import { TreeWriter } from './reorganise/tree-writer.ts';
import { SectorsController } from './sectors.controller.ts';
import { SectorsQueries } from './sectors.queries.ts';

@Module({
  controllers: [OrganisationsController, SectorsController, ReorganisationsController],
  providers: [OrganisationsApi, OrganisationsBulk, IndexNamesHandler, OrganisationsQueries, EdgesQueries, OrganisationsRepository, CreateOrganisationHandler, UpdateOrganisationHandler, AddEdgeHandler, EndEdgeHandler, SectorsQueries, EnableSectorHandler, DisableSectorHandler, ReorganiseFacts, ReorganiseChecks, ReorganiseHandler, TreeActs, TreeWriter, HistoryQueries],
  exports: [OrganisationsBulk, OrganisationsQueries, OrganisationsApi],
})
export class OrganisationsModule implements OnModuleInit {
  constructor(private readonly runner: JobRunner, private readonly indexing: IndexNamesHandler) {}

  onModuleInit(): void {
    this.runner.register(INDEX_NAMES_JOB, (job) => this.indexing.execute(job));
  }
}
