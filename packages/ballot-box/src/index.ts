export * from './form.ts';
export * from './seal.ts';
export * from './client/index.ts';
