export * from './ledger.rules.ts';
export * from './double-entry.rules.ts';
export * from './form-layout.ts';
export * from './scan.ts';
