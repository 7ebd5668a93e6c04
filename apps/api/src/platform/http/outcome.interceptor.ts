import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { map, type Observable } from 'rxjs';
import { ProblemError, type HttpProblem } from './problem.ts';
import { RETURNS, type ReturnsSpec } from './returns.ts';

/** Turns a use case's `Result` into the declared answer or a problem; the only such place. */
@Injectable()
export class OutcomeInterceptor implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const spec = this.reflector.get<ReturnsSpec | undefined>(RETURNS, context.getHandler());
    return next.handle().pipe(map((outcome) => shaped(valueOf(outcome), spec)));
  }
}

function valueOf(outcome: unknown): unknown {
  if (typeof outcome !== 'object' || outcome === null || !('ok' in outcome)) return outcome;
  if (outcome.ok === true && 'value' in outcome) return outcome.value;
  if (outcome.ok === false && 'error' in outcome) throw new ProblemError(outcome.error as HttpProblem);
  return outcome;
}

function shaped(value: unknown, spec: ReturnsSpec | undefined): unknown {
  if (!spec || spec.binary) return value;
  if (spec.schema === null) return undefined;
  const parsed = spec.schema.safeParse(value);
  if (!parsed.success) throw new Error(`answer does not have its declared shape: ${parsed.error.message}`);
  return parsed.data;
}
