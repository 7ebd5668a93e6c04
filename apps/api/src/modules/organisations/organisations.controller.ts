import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { EdgeEndIn, EdgeIn, EdgeParam, EdgesOut, IdOut, IdParam, OrganisationIn, OrganisationOut, OrganisationPatch, OrganisationsPage, OrganisationsQuery } from '@shuping/contracts';
import type { z } from 'zod';
import { RequirePermission, Who, type AppPrincipal } from '../../platform/authz/index.ts';
import { Idempotent, Returns, ReturnsNothing, Version } from '../../platform/http/index.ts';
import { AddEdgeHandler } from './handlers/add-edge.handler.ts';
import { EndEdgeHandler } from './handlers/end-edge.handler.ts';
import { CreateOrganisationHandler } from './handlers/create-organisation.handler.ts';
import { UpdateOrganisationHandler } from './handlers/update-organisation.handler.ts';
import { EdgesQueries } from './edges.queries.ts';
import { OrganisationsQueries } from './organisations.queries.ts';

type IdParams = z.infer<typeof IdParam>;

@Controller('organisations')
export class OrganisationsController {
  constructor(
    private readonly queries: OrganisationsQueries,
    private readonly edges: EdgesQueries,
    private readonly creating: CreateOrganisationHandler,
    private readonly updating: UpdateOrganisationHandler,
    private readonly adding: AddEdgeHandler,
    private readonly ending: EndEdgeHandler,
  ) {}

  @Get()
  @RequirePermission('read', 'Organisation')
  @Returns(OrganisationsPage)
  list(@Who() who: AppPrincipal, @Query({ schema: OrganisationsQuery }) query: z.infer<typeof OrganisationsQuery>) {
    return this.queries.list(who, query);
  }

  @Post()
  @RequirePermission('create', 'Organisation')
  @Idempotent()
  @Returns(IdOut, 201)
  create(@Who() who: AppPrincipal, @Body({ schema: OrganisationIn }) body: z.infer<typeof OrganisationIn>) {
    return this.creating.execute(who, body);
  }

  @Get(':id')
  @RequirePermission('read', 'Organisation')
  @Returns(OrganisationOut)
  one(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return this.queries.one(who, id);
  }

  @Patch(':id')
  @RequirePermission('update', 'Organisation')
  @Returns(OrganisationOut)
  update(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Version() version: number, @Body({ schema: OrganisationPatch }) body: z.infer<typeof OrganisationPatch>) {
    return this.updating.execute(who, id, version, body);
  }

  @Get(':id/edges')
  @RequirePermission('read', 'Organisation')
  @Returns(EdgesOut)
  edgesOf(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return this.edges.of(who, id);
  }

  @Post(':id/edges')
  @RequirePermission('update', 'Organisation')
  @Idempotent()
  @Returns(IdOut, 201)
  addEdge(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Body({ schema: EdgeIn }) body: z.infer<typeof EdgeIn>) {
    return this.adding.execute(who, id, body);
  }

  @Post(':id/edges/:edgeId/end')
  @RequirePermission('update', 'Organisation')
  @ReturnsNothing()
  endEdge(@Who() who: AppPrincipal, @Param({ schema: EdgeParam }) { id, edgeId }: z.infer<typeof EdgeParam>, @Body({ schema: EdgeEndIn }) body: z.infer<typeof EdgeEndIn>) {
    return this.ending.execute(who, id, edgeId, body.to);
  }
}
