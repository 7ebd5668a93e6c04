import { Module } from '@nestjs/common';
import { CyclesModule } from '../cycles/index.ts';
import { SchemesModule } from '../schemes/index.ts';
import { InsightController } from './insight.controller.ts';
import { TodoRowsReader } from './todo-rows.ts';
import { TodosQueries } from './todos.queries.ts';

/** Read models over all modules; it writes nothing. */
@Module({ imports: [CyclesModule, SchemesModule], controllers: [InsightController], providers: [TodoRowsReader, TodosQueries] })
export class InsightModule {}
