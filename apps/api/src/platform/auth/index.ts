export { Accounts, type NewAccount } from './accounts.ts';
export { hashPassword } from './password.ts';
export { SecondFactor } from './second-factor.ts';
export { SecurityTime } from './security-time.ts';
