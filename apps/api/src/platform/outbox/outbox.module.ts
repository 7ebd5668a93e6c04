import { Global, Module } from '@nestjs/common';
import { Outbox } from '../persistence/ports.ts';
import { EventDispatcher } from './event-dispatcher.ts';
import { OutboxNudge } from './nudge.ts';
import { PgOutbox } from './pg-outbox.ts';

@Global()
@Module({ providers: [OutboxNudge, { provide: Outbox, useClass: PgOutbox }, EventDispatcher], exports: [Outbox, EventDispatcher] })
export class OutboxModule {}
