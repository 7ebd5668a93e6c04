import { Module } from '@nestjs/common';
import { CyclesModule } from '../cycles/index.ts';
import { ProgrammesModule } from '../programmes/index.ts';
import { SchemesModule } from '../schemes/index.ts';
import { CountedQueries } from './dashboard/counted.queries.ts';
import { CountedTables } from './dashboard/counted-table.queries.ts';
import { DashboardController } from './dashboard/dashboard.controller.ts';
import { DashboardQueries } from './dashboard/dashboard.queries.ts';
import { OverviewQueries } from './dashboard/overview.queries.ts';
import { Places } from './dashboard/place.ts';
import { InsightController } from './insight.controller.ts';
import { TodoRowsReader } from './todo-rows.ts';
import { TodosQueries } from './todos.queries.ts';

/** Read models over all modules; it writes nothing. */
@Module({ imports: [CyclesModule, ProgrammesModule, SchemesModule], controllers: [InsightController, DashboardController], providers: [TodoRowsReader, TodosQueries, Places, DashboardQueries, CountedQueries, CountedTables, OverviewQueries] })
export class InsightModule {}
