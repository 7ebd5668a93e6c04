export { EventDispatcher, type EventConsumer } from './event-dispatcher.ts';
export { OutboxModule } from './outbox.module.ts';
