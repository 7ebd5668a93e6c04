export * from './words.ts';
export * from './checks.ts';
export * from './scheme.ts';
export * from './builders.ts';
export * from './tolerance.ts';
