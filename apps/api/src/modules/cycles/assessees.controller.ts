import { Controller, Get, Param } from '@nestjs/common';
import { AssesseeOut, IdParam } from '@shuping/contracts';
import type { z } from 'zod';
import { RequirePermission, Who, type AppPrincipal } from '../../platform/authz/index.ts';
import { Returns } from '../../platform/http/index.ts';
import { AssesseesQueries } from './assessees.queries.ts';

@Controller('assessees')
export class AssesseesController {
  constructor(private readonly queries: AssesseesQueries) {}

  @Get(':id')
  @RequirePermission('read', 'Assessee')
  @Returns(AssesseeOut)
  one(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: z.infer<typeof IdParam>) {
    return this.queries.one(who, id);
  }
}
