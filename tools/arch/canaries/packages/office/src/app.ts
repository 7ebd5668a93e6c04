export * from '../../../apps/api/src/main.ts';
