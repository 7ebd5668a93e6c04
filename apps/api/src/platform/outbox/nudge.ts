import { Injectable } from '@nestjs/common';

/** Wake-up between outbox and dispatcher, which need each other through the unit of work. */
@Injectable()
export class OutboxNudge {
  private listener: () => void = () => undefined;

  listen(listener: () => void): void {
    this.listener = listener;
  }

  wake(): void {
    this.listener();
  }
}
