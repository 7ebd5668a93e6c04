export { BallotsModule } from './ballots.module.ts';
export { BallotBoxStore, type RoundPhase } from './ballot-box.store.ts';
export { isRecountKey } from './recount-package.ts';
export { PaperStore, type BatchPlace, type PaperCount, type PaperCounts, type PaperEntry } from './paper.store.ts';
export { RehearsalBoxStore, type Wiped, type WipedClass } from './rehearsal-box.store.ts';
export { SealStore } from './seal.store.ts';
export { WavesStore } from './waves.store.ts';
export { SlipsStore, type IssuedSlip, type SlipCounts } from './slips.store.ts';
