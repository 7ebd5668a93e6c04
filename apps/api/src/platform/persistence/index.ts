export { systemActor, type Actor, type Principal, type ScopeEntry, type SystemActor } from './actor.ts';
export { asSystem } from './as-system.ts';
export { AuditWriter, MemoryAuditWriter, MemoryOutbox, Outbox, type AuditInput, type DomainEvent } from './ports.ts';
export { TreeBusy, Tx, UnitOfWork, type Row, type UnitOfWorkOptions } from './unit-of-work.ts';
export { openRead, ownRow, scoped, scopedOrMine, scopedOrMineOrPublished, systemOnly } from './policies.ts';
export { BallotDb, SealDb } from './pools.ts';
export { ManualClock } from './manual-clock.ts';
export { DatabaseAddresses } from './database-addresses.ts';
export { PersistenceModule } from './persistence.module.ts';
