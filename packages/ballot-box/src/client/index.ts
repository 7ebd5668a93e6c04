export * from './token.ts';
export type { BallotFormSheet, Choices, ClassForm } from '../form.ts';
