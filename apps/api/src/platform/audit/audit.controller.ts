import { Controller, Get, Query } from '@nestjs/common';
import { AuditPage, AuditQuery, AuditVerdictOut, type AuditEntry, type PageOf } from '@shuping/contracts';
import type { Problem, Result } from '@shuping/kernel';
import { RequirePermission, Who, type AppPrincipal } from '../authz/index.ts';
import { Returns } from '../http/returns.ts';
import { AuditQueries } from './audit.queries.ts';

@Controller('audit')
export class AuditController {
  constructor(private readonly queries: AuditQueries) {}

  @Get()
  @RequirePermission('read', 'Audit')
  @Returns(AuditPage)
  search(@Who() who: AppPrincipal, @Query({ schema: AuditQuery }) query: AuditQuery): Promise<Result<PageOf<AuditEntry>, Problem>> {
    return this.queries.search(who, query);
  }

  /** Recomputes the hash chain now; the same verdict as `shuping audit verify`. */
  @Get('verify')
  @RequirePermission('verify', 'Audit')
  @Returns(AuditVerdictOut)
  verify(@Who() who: AppPrincipal): Promise<Result<AuditVerdictOut, Problem>> {
    return this.queries.verdict(who);
  }
}
