import { Module } from '@nestjs/common';
import { ReportsApi } from './reports.api.ts';

/** The port alone, so that modules on which reports depend may ask it. */
@Module({ providers: [ReportsApi], exports: [ReportsApi] })
export class ReportsPortModule {}
