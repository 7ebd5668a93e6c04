export * from './ledger.rules.ts';
export * from './double-entry.rules.ts';
