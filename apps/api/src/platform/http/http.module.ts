import { Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR } from '@nestjs/core';
import { BareRoutes } from './bare-routes.ts';
import { IdempotencyInterceptor } from './idempotency.interceptor.ts';
import { IdempotencySweep } from './idempotency-sweep.ts';
import { OutcomeInterceptor } from './outcome.interceptor.ts';
import { ProblemFilter } from './problem.filter.ts';

/** Outcome, problems and idempotency for every route. */
@Global()
@Module({
  providers: [
    BareRoutes, IdempotencySweep,
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
    { provide: APP_INTERCEPTOR, useClass: OutcomeInterceptor },
  ],
  exports: [BareRoutes],
})
export class HttpModule {}
