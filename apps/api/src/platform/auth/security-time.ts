import { Injectable } from '@nestjs/common';

/** Time of the machine, for sessions, lock-out and leases: a demonstration's clock must not end them. */
@Injectable()
export class SecurityTime {
  now(): Date {
    return new Date();
  }
}
