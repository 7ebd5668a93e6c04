export * from './machine/machine.ts';
export * from './cycle/cycle.machine.ts';
export * from './cycle/coverage.rules.ts';
export * from './report/report.machine.ts';
export * from './meeting/meeting.machine.ts';
export * from './meeting/electorate.rules.ts';
export * from './result/result.rules.ts';
export * from './problem/problem.machine.ts';
