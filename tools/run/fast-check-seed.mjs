// Property tests draw the same cases on every machine; FC_SEED=<number>, or FC_SEED=random, looks further.
import fc from 'fast-check';

const wanted = process.env.FC_SEED ?? '20261122';
if (wanted !== 'random') fc.configureGlobal({ seed: Number(wanted) });
