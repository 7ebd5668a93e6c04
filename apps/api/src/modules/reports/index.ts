export { ReportsModule } from './reports.module.ts';
export { ReportsPortModule } from './reports-port.module.ts';
export { ReportsApi, type ReportStandingView, type ReportsStanding } from './reports.api.ts';
