export * from '../features/home/page.ts';
