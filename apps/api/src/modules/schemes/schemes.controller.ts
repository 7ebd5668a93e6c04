import { Controller, Get, Param, Query, StreamableFile } from '@nestjs/common';
import { EffectiveOut, HashParam, ResolvedOut, ResolvedParams, SchemeDocumentQuery, SchemesOut, SchemesQuery } from '@shuping/contracts';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { writeScheme } from '@shuping/office';
import type { z } from 'zod';
import { RequirePermission, Who, type AppPrincipal } from '../../platform/authz/index.ts';
import { Returns, ReturnsFile } from '../../platform/http/index.ts';
import { SectorPlugins } from '../../platform/plugins/index.ts';
import { UnitOfWork } from '../../platform/persistence/index.ts';
import { SchemesApi, type EffectiveScheme } from './schemes.api.ts';
import { SchemesQueries } from './schemes.queries.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

@Controller()
export class SchemesController {
  constructor(private readonly queries: SchemesQueries, private readonly api: SchemesApi, private readonly uow: UnitOfWork, private readonly plugins: SectorPlugins) {}

  @Get('schemes')
  @RequirePermission('read', 'Scheme')
  @Returns(SchemesOut)
  list(@Who() who: AppPrincipal, @Query({ schema: SchemesQuery }) { orgId, year }: z.infer<typeof SchemesQuery>) {
    return this.queries.list(who, orgId, year);
  }

  @Get('schemes/:orgId/:sector/:year')
  @RequirePermission('read', 'Scheme')
  @Returns(ResolvedOut)
  resolved(@Who() who: AppPrincipal, @Param({ schema: ResolvedParams }) { orgId, sector, year }: z.infer<typeof ResolvedParams>) {
    return this.queries.resolved(who, orgId, sector, year);
  }

  /** The effective scheme as a Word document that reads like the schemes of an office (R-B7). */
  @Get('schemes/:orgId/:sector/:year/scheme.docx')
  @RequirePermission('read', 'Scheme')
  @ReturnsFile()
  async document(@Who() who: AppPrincipal, @Param({ schema: ResolvedParams }) { orgId, sector, year }: z.infer<typeof ResolvedParams>, @Query({ schema: SchemeDocumentQuery }) { lang }: z.infer<typeof SchemeDocumentQuery>): Promise<Result<StreamableFile, Problem>> {
    const found = await this.queries.resolved(who, orgId, sector, year);
    if (!found.ok) return found;
    if (!found.value.scheme) return err({ code: 'scheme.unresolvable' });
    const bytes = await writeScheme(found.value.scheme, lang, this.plugins.catalogue(lang));
    return ok(new StreamableFile(bytes, { type: DOCX, length: bytes.length, disposition: `attachment; filename="scheme-${sector}-${year}.docx"` }));
  }

  @Get('effective/:hash')
  @RequirePermission('read', 'Scheme')
  @Returns(EffectiveOut)
  effective(@Who() who: AppPrincipal, @Param({ schema: HashParam }) { hash }: z.infer<typeof HashParam>): Promise<Result<EffectiveScheme, Problem>> {
    return this.uow.run(who, async (tx) => {
      const found = await this.api.byHash(tx, hash);
      return found ? ok(found) : err({ code: 'scheme.not-found' });
    });
  }
}
