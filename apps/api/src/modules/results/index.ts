export { ResultsModule } from './results.module.ts';
export { ResultsApi, type CurrentResult, type ResultsStanding } from './results.api.ts';
