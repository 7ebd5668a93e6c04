import type { Problem } from '@shuping/kernel';

/** Stops a start-up or command-line act with a stable code; inside use cases failures are returned instead. */
export class CodedError extends Error {
  override readonly name = 'CodedError';
  readonly problem: Problem;

  constructor(code: string, params: Problem['params'] = {}, options: ErrorOptions = {}) {
    super(`${code} ${JSON.stringify(params)}`, options);
    this.problem = { code, params };
  }
}
