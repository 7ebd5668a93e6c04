export { Accounts, type NewAccount } from './accounts.ts';
export { SecondFactor } from './second-factor.ts';
export { SecurityTime } from './security-time.ts';
