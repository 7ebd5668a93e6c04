export * from './check-in.ts';
export * from './fingerprint.ts';
export * from './slip.ts';
export * from './take-tickets.ts';
export * from './ticket.ts';
export * from '../remark.ts';
export type { BallotFormSheet, Choices, ClassForm } from '../form.ts';
export { asWritten, isInRange, type MarkRange } from '../range.ts';
