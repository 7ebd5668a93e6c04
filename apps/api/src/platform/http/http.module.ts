import { Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR } from '@nestjs/core';
import { IdempotencyInterceptor } from './idempotency.interceptor.ts';
import { OutcomeInterceptor } from './outcome.interceptor.ts';
import { ProblemFilter } from './problem.filter.ts';

/** Outcome, problems and idempotency for every route. */
@Global()
@Module({
  providers: [
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
    { provide: APP_INTERCEPTOR, useClass: OutcomeInterceptor },
  ],
})
export class HttpModule {}
