import { Controller, Get, Param, StreamableFile } from '@nestjs/common';
import { IdParam } from '@shuping/contracts';
import { ok, type Problem, type Result } from '@shuping/kernel';
import type { z } from 'zod';
import { RequirePermission, Who, type AppPrincipal } from '../../platform/authz/index.ts';
import { ReturnsFile } from '../../platform/http/index.ts';
import { CountSheetQueries } from './count-sheet.queries.ts';

/** 议程 of a meeting, 计票单 of a sealed one, to be signed in the hall, and 记名名册 of those who voted by name. */
@Controller('meetings/:id')
export class CountSheetController {
  constructor(private readonly sheets: CountSheetQueries) {}

  @Get('count-sheet.docx')
  @RequirePermission('read', 'Tally')
  @ReturnsFile()
  async word(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: z.infer<typeof IdParam>): Promise<Result<StreamableFile, Problem>> {
    return file(await this.sheets.counted(who, id, 'docx'), 'count-sheet.docx');
  }

  @Get('count-sheet.pdf')
  @RequirePermission('read', 'Tally')
  @ReturnsFile()
  async pdf(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: z.infer<typeof IdParam>): Promise<Result<StreamableFile, Problem>> {
    const bytes = await this.sheets.counted(who, id, 'pdf');
    return bytes.ok ? ok(new StreamableFile(bytes.value, { type: 'application/pdf', disposition: 'attachment; filename="count-sheet.pdf"' })) : bytes;
  }

  @Get('signed-list.xlsx')
  @RequirePermission('read', 'Tally')
  @ReturnsFile()
  async signed(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: z.infer<typeof IdParam>): Promise<Result<StreamableFile, Problem>> {
    const bytes = await this.sheets.signed(who, id);
    return bytes.ok ? ok(new StreamableFile(bytes.value, { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', disposition: 'attachment; filename="signed-list.xlsx"' })) : bytes;
  }

  @Get('agenda.docx')
  @RequirePermission('read', 'Meeting')
  @ReturnsFile()
  async agenda(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: z.infer<typeof IdParam>): Promise<Result<StreamableFile, Problem>> {
    return file(await this.sheets.agenda(who, id), 'agenda.docx');
  }
}

function file(bytes: Result<Uint8Array, Problem>, name: string): Result<StreamableFile, Problem> {
  return bytes.ok ? ok(new StreamableFile(bytes.value, { type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', disposition: `attachment; filename="${name}"` })) : bytes;
}
