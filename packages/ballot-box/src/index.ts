export * from './form.ts';
export * from './seal.ts';
export * from './client/token.ts';
