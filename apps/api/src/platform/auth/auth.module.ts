import { Global, Module } from '@nestjs/common';
import { SecretBox } from '../secrets/index.ts';
import { Accounts } from './accounts.ts';
import { ChangePasswordHandler } from './change-password.handler.ts';
import { LoginFailures } from './login-failures.ts';
import { SecondFactor } from './second-factor.ts';
import { SecurityTime } from './security-time.ts';
import { Sessions } from './sessions.ts';
import { SignInHandler } from './sign-in.handler.ts';

/** Passwords, sessions and lock-out; its routes are in the session module. */
@Global()
@Module({
  providers: [SecretBox, SecurityTime, Sessions, LoginFailures, SignInHandler, ChangePasswordHandler, Accounts, SecondFactor],
  exports: [SecurityTime, Sessions, SignInHandler, ChangePasswordHandler, Accounts, SecondFactor],
})
export class AuthModule {}
