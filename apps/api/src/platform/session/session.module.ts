import { Global, Module } from '@nestjs/common';
import { DemoController } from './demo.controller.ts';
import { DemoLogins } from './demo-logins.ts';
import { SecondFactorController } from './second-factor.controller.ts';
import { SessionController } from './session.controller.ts';

@Global()
@Module({ controllers: [SessionController, SecondFactorController, DemoController], providers: [DemoLogins], exports: [DemoLogins] })
export class SessionModule {}
