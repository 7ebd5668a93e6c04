export * from './result.ts';
export * from './fraction.ts';
export * from './canonical.ts';
export * from './dates.ts';
export * from './text.ts';
export * from './random.ts';
export * from './paths.ts';
