export { deepFreeze } from '@shuping/scheme';
