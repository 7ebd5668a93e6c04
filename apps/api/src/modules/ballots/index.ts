export { BallotsModule } from './ballots.module.ts';
export { BallotBoxStore, type IssuedSlip, type RoundPhase } from './ballot-box.store.ts';
