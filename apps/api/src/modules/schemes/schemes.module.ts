import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/index.ts';
import { CreateLayerHandler } from './handlers/create-layer.handler.ts';
import { DiscardLayerHandler } from './handlers/discard-layer.handler.ts';
import { ImportLayerHandler } from './handlers/import-layer.handler.ts';
import { PublishLayerHandler } from './handlers/publish-layer.handler.ts';
import { RebaseLayerHandler } from './handlers/rebase-layer.handler.ts';
import { SaveLayerHandler } from './handlers/save-layer.handler.ts';
import { LayersController } from './layers.controller.ts';
import { LayersRepository } from './layers.repository.ts';
import { SchemeLines } from './scheme-lines.ts';
import { SchemesApi } from './schemes.api.ts';
import { SchemesController } from './schemes.controller.ts';
import { SchemesQueries } from './schemes.queries.ts';

/** Schemes, their layers and their publishing (R-B). */
@Module({
  imports: [OrganisationsModule],
  controllers: [SchemesController, LayersController],
  providers: [LayersRepository, SchemeLines, SchemesQueries, SchemesApi, CreateLayerHandler, ImportLayerHandler, SaveLayerHandler, PublishLayerHandler, DiscardLayerHandler, RebaseLayerHandler],
  exports: [SchemesApi],
})
export class SchemesModule {}
