export * from './form.ts';
export * from './remarks.ts';
export * from './seal.ts';
export * from './paper.ts';
export * from './seal-key.ts';
export * from './seal-recount.ts';
export * from './client/index.ts';
export * from './range.ts';
