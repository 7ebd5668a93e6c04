export * from './findings.ts';
export * from './check-sector.ts';
export * from './describe-sector.ts';
export { SAMPLE_REPORTS } from './sample-report.ts';
export { TIME_BUDGET, type Stopwatch } from './checks.ts';
export * from './role-may.ts';
export type { Action, Subject } from '@shuping/permissions';
export { checkExamples, resultUses, type UseFacts } from '@shuping/scoring';
