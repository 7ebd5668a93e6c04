export { b } from './ring-b.ts'; export const a = 1;
