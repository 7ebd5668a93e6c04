export { ProgrammesModule } from './programmes.module.ts';
export { ProgressQueries, type Standing } from './progress.queries.ts';
