export * from './sample-scheme.ts';
