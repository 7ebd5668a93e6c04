import { Global, Module } from '@nestjs/common';
import { Accounts } from './accounts.ts';
import { ChangePasswordHandler } from './change-password.handler.ts';
import { LoginFailures } from './login-failures.ts';
import { SecurityTime } from './security-time.ts';
import { Sessions } from './sessions.ts';
import { SignInHandler } from './sign-in.handler.ts';

/** Passwords, sessions and lock-out; its routes are in the session module. */
@Global()
@Module({
  providers: [SecurityTime, Sessions, LoginFailures, SignInHandler, ChangePasswordHandler, Accounts],
  exports: [SecurityTime, Sessions, SignInHandler, ChangePasswordHandler, Accounts],
})
export class AuthModule {}
