export * from '../ledger/page.ts';
