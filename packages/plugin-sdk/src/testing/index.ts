export * from './findings.ts';
export * from './check-sector.ts';
export * from './describe-sector.ts';
export { SAMPLE_REPORTS } from './sample-report.ts';
export { TIME_BUDGET, type Stopwatch } from './checks.ts';
