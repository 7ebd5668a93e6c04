export { Accounts, type NewAccount } from './accounts.ts';
export { SecurityTime } from './security-time.ts';
