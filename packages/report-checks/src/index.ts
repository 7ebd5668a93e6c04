export * from './model.ts';
export * from './word-count.ts';
export * from './sentences.ts';
export * from './items.ts';
export * from './anchor.ts';
export * from './diff-sentences.ts';
export * from './advise-only.ts';
export * from './check-report.ts';
export { signature, estimate, SLOTS } from './minhash.ts';
