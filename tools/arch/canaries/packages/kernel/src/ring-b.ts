export { a } from './ring-a.ts'; export const b = 1;
