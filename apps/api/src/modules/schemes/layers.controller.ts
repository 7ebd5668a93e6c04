import { Body, Controller, Delete, Get, Param, Post, Put, Query, StreamableFile } from '@nestjs/common';
import { CompareOut, CompareQuery, IdOut, IdParam, LayerDraft, LayerImportIn, LayerIn, LayerOut, LayerPut, LayerSummary, RebaseIn, RebaseOut, RebasePreviewIn, SchemeReview } from '@shuping/contracts';
import type { z } from 'zod';
import { RequirePermission, Who, type AppPrincipal } from '../../platform/authz/index.ts';
import { attachment } from '../../platform/files/index.ts';
import { Idempotent, Returns, ReturnsFile, ReturnsNothing, Version } from '../../platform/http/index.ts';
import { CreateLayerHandler } from './handlers/create-layer.handler.ts';
import { DiscardLayerHandler } from './handlers/discard-layer.handler.ts';
import { ImportLayerHandler } from './handlers/import-layer.handler.ts';
import { PublishLayerHandler } from './handlers/publish-layer.handler.ts';
import { RebaseLayerHandler } from './handlers/rebase-layer.handler.ts';
import { SaveLayerHandler } from './handlers/save-layer.handler.ts';
import { SchemesQueries } from './schemes.queries.ts';

type IdParams = z.infer<typeof IdParam>;

@Controller('layers')
export class LayersController {
  constructor(
    private readonly queries: SchemesQueries,
    private readonly creating: CreateLayerHandler,
    private readonly saving: SaveLayerHandler,
    private readonly publishing: PublishLayerHandler,
    private readonly discarding: DiscardLayerHandler,
    private readonly importing: ImportLayerHandler,
    private readonly rebasing: RebaseLayerHandler,
  ) {}

  @Post()
  @RequirePermission('create', 'SchemeLayer')
  @Idempotent()
  @Returns(IdOut, 201)
  create(@Who() who: AppPrincipal, @Body({ schema: LayerIn }) body: LayerIn) {
    return this.creating.execute(who, body);
  }

  @Post('import')
  @RequirePermission('create', 'SchemeLayer')
  @Idempotent()
  @Returns(IdOut, 201)
  fromFile(@Who() who: AppPrincipal, @Body({ schema: LayerImportIn }) body: LayerImportIn) {
    return this.importing.execute(who, body);
  }

  @Get(':id/file')
  @RequirePermission('read', 'SchemeLayer')
  @ReturnsFile()
  async file(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    const made = await this.queries.file(who, id);
    if (!made.ok) return made;
    const bytes = Buffer.from(made.value.text);
    return { ok: true, value: new StreamableFile(bytes, { type: 'application/json; charset=utf-8', length: bytes.length, disposition: attachment(made.value.name) }) };
  }

  @Get(':id')
  @RequirePermission('read', 'SchemeLayer')
  @Returns(LayerOut)
  one(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return this.queries.layer(who, id);
  }

  @Put(':id')
  @RequirePermission('update', 'SchemeLayer')
  @Returns(LayerSummary)
  save(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Version() version: number, @Body({ schema: LayerPut }) body: LayerPut) {
    return this.saving.execute(who, id, version, body);
  }

  @Delete(':id')
  @RequirePermission('delete', 'SchemeLayer')
  @ReturnsNothing()
  discard(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Version() version: number) {
    return this.discarding.execute(who, id, version);
  }

  @Post(':id/preview')
  @RequirePermission('read', 'SchemeLayer')
  @Returns(SchemeReview)
  preview(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Body({ schema: LayerDraft }) body: z.infer<typeof LayerDraft>) {
    return this.queries.preview(who, id, body);
  }

  @Post(':id/publish')
  @RequirePermission('publish', 'SchemeLayer')
  @Returns(LayerSummary)
  publish(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Version() version: number) {
    return this.publishing.execute(who, id, version);
  }

  @Post(':id/rebase/preview')
  @RequirePermission('read', 'SchemeLayer')
  @Returns(RebaseOut)
  rebasePreview(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Body({ schema: RebasePreviewIn }) body: z.infer<typeof RebasePreviewIn>) {
    return this.rebasing.preview(who, id, body.choices);
  }

  @Post(':id/rebase')
  @RequirePermission('update', 'SchemeLayer')
  @Returns(LayerSummary)
  rebase(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Version() version: number, @Body({ schema: RebaseIn }) body: RebaseIn) {
    return this.rebasing.execute(who, id, version, body);
  }

  @Get(':id/compare')
  @RequirePermission('read', 'SchemeLayer')
  @Returns(CompareOut)
  compare(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Query({ schema: CompareQuery }) query: z.infer<typeof CompareQuery>) {
    return this.queries.compare(who, id, query.with);
  }
}
