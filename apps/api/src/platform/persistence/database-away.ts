import type { Logger } from '@nestjs/common';

/** Shutting down, connection lost, out of disk, memory or connections (53), a disk that fails (58030), a transaction that was left alone (25P03). */
const AWAY = /^(57P0[123]|08\w{3}|53\w{3}|58030|25P03|ECONN(REFUSED|RESET)|EPIPE|ETIMEDOUT|E(HOST|NET)(UNREACH|DOWN))$/;
const SAID = /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|timeout expired)/;

/** True when the database cannot be reached, is ending its connections or has no room: worth another try soon. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return AWAY.test(code) || SAID.test(error.message) || isDatabaseAway(error.cause);
}

const QUIET_MS = 60_000;

/** Failures of what is done again and again: that the database is away is told in one line a minute, since the log may stand on the very disk that is full; everything else with its trace. */
export class RepeatedFailure {
  private last = -Infinity;
  private readonly logger: Logger;

  constructor(logger: Logger) {
    this.logger = logger;
  }

  tell(error: unknown): void {
    if (!isDatabaseAway(error)) return this.logger.error(error);
    const now = performance.now();
    if (now - this.last < QUIET_MS) return;
    this.last = now;
    this.logger.warn({ code: 'database.away', reason: (error as Error).message });
  }
}
