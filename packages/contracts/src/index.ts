export * from './errors.ts';
export * from './common.ts';
export * from './session.ts';
export * from './jobs.ts';
export * from './files.ts';
export * from './audit.ts';
export * from './vote.ts';
export * from './organisations.ts';
